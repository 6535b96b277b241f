const inWechat = process.env.TARO_ENV === 'weapp'

/** What a screen reader is told a plain box is; WeChat has its own name for the attribute. */
export const role = (name: string): Record<string, string> => ({ [inWechat ? 'aria-role' : 'role']: name })

export const heading = (level: 1 | 2 | 3): Record<string, string> => ({
  ...role('heading'),
  'aria-level': String(level),
})

export const spoken = (label: string): Record<string, string> => ({ 'aria-label': label })
