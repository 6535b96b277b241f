type Attributes = Record<string, string>

/** What a screen reader is told a plain box is. */
export const role = (name: string): Attributes => ({ role: name })

export const heading = (level: 1 | 2 | 3): Attributes => ({
  ...role('heading'),
  'aria-level': String(level),
})

export const spoken = (label: string): Attributes => ({ 'aria-label': label })

/** Of a box that is no control: the keyboard can be brought to it, and does not stop at it by itself. */
export const focusable = { tabIndex: -1 }
