type Cookies = Readonly<Record<string, string>>

/** The cookies after an answer with these Set-Cookie lines. One that is set to nothing is gone. */
export function withCookies(kept: Cookies, lines: readonly string[]): Record<string, string> {
  const set = lines.flatMap(line => {
    const [, name, value = ''] = /^\s*([^=;\s]+)=([^;]*)/.exec(line) ?? []
    return name === undefined ? [] : [[name, value] as const]
  })
  const all = [...Object.entries(kept), ...set]
  return Object.fromEntries(all.filter(([name]) => new Map(all).get(name) !== ''))
}

/** `a=1; b=2`, as a request carries them. */
export const cookieLine = (cookies: Cookies): string =>
  Object.entries(cookies)
    .map(([name, value]) => `${name}=${value}`)
    .join('; ')
