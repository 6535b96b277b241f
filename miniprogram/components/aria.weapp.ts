type Attributes = Record<string, string>

/** What is said of itself when it changes, by its role. */
const LIVE: Readonly<Record<string, Attributes>> = {
  status: { 'aria-live': 'polite' },
  alert: { 'aria-live': 'assertive' },
}

/** WeChat has a name of its own for it, and says of no role that it is read out when it changes. */
export const role = (name: string): Attributes => ({ 'aria-role': name, ...LIVE[name] })

export const heading = (level: 1 | 2 | 3): Attributes => ({
  ...role('heading'),
  'aria-level': String(level),
})

export const spoken = (label: string): Attributes => ({ 'aria-label': label })

/** WeChat has no keyboard to bring anywhere. */
export const focusable: Attributes = {}
