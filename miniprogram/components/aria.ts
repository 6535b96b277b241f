/**
 * What a screen reader is told about a plain box. It reaches the browser only: Taro's WeChat templates have no such
 * attributes, so there the words on the screen, native buttons and native inputs must say all by themselves.
 */
export const role = (name: string): Record<string, string> => ({ role: name })

export const heading = (level: 1 | 2 | 3): Record<string, string> => ({
  ...role('heading'),
  'aria-level': String(level),
})

export const spoken = (label: string): Record<string, string> => ({ 'aria-label': label })

/** Of a box that is no control: the keyboard can be brought to it, and does not stop at it by itself. */
export const focusable = { tabIndex: -1 }
