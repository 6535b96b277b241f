import { invalid } from './failure'

/** The parts of a form by name, as the SDK sends a call of WeChat's interfaces. */
export function partsOf(contentType: string, body: Buffer): ReadonlyMap<string, Buffer> {
  const boundary = /^multipart\/form-data; ?boundary=(\S+)$/.exec(contentType)?.[1]
  if (boundary === undefined) throw invalid('a form names its boundary')
  // One byte a character, so that nothing is lost on the way through a text.
  const sections = body.toString('latin1').split(`--${boundary}`).slice(1, -1)
  return new Map(sections.map(part))
}

function part(section: string): [string, Buffer] {
  const end = section.indexOf('\r\n\r\n')
  const name = /name="([^"]+)"/.exec(section.slice(0, end))?.[1]
  if (end < 0 || name === undefined) throw invalid('a part of a form has a name')
  return [name, Buffer.from(section.slice(end + 4, -2), 'latin1')]
}
