/** How an address is played: `file` by any player, `stream` by one for live pictures, `ezopen` by Ezviz's own alone. */
export type AddressKind = 'file' | 'stream' | 'ezopen'

const TYPES: Readonly<Record<string, string>> = {
  mp4: 'video/mp4',
  webm: 'video/webm',
  m3u8: 'application/vnd.apple.mpegurl',
}

const endingOf = (url: string) => /\.([a-z0-9]+)(?:$|[?#])/i.exec(url)?.[1]?.toLowerCase() ?? ''

export function kindOf(url: string): AddressKind {
  if (url.startsWith('ezopen:')) return 'ezopen'
  return url.startsWith('http') && endingOf(url) in TYPES ? 'file' : 'stream'
}

/** Of a file: its type, as players know it. */
export const typeOf = (url: string): string => TYPES[endingOf(url)] ?? ''
