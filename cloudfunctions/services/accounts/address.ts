import { isIPv6 } from 'node:net'

const GROUPS = 8
/** One household's or one provider's customer's line has a /64 to itself, and 2^64 addresses to try from. */
const COUNTED_GROUPS = 4
const MAPPED_IPV4 = /^(?:::|0:0:0:0:0:)ffff:(\d+\.\d+\.\d+\.\d+)$/i

/** The part of a network address that one line can't change: an IPv4 address, the first half of an IPv6 one. */
export function addressBlock(address: string): string {
  const mapped = MAPPED_IPV4.exec(address)?.[1]
  if (mapped !== undefined) return mapped
  return isIPv6(address) ? groupsOf(address).slice(0, COUNTED_GROUPS).join(':') : address
}

function groupsOf(address: string): string[] {
  const [head = '', tail] = address.toLowerCase().replace(/%.*$/, '').split('::')
  const before = split(head)
  const after = tail === undefined ? [] : split(tail)
  const left = tail === undefined ? 0 : Math.max(0, GROUPS - before.length - after.length)
  return [...before, ...Array<string>(left).fill('0'), ...after].map(withoutZeros)
}

/** A dotted end stands for two groups, which the first half never reaches. */
function split(text: string): string[] {
  return text === '' ? [] : text.split(':').flatMap(group => (group.includes('.') ? ['0', '0'] : [group]))
}

function withoutZeros(group: string): string {
  return group.replace(/^0+(?=.)/, '')
}
