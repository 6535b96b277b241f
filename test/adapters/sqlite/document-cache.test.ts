import { DocumentCache } from '../../../cloudfunctions/adapters/sqlite/document-cache'

/** Each text of 800 characters counts about 1,000. */
const text = (id: string) => JSON.stringify({ id, pad: 'x'.repeat(780) })

function cacheOf(...ids: string[]): DocumentCache {
  const cache = new DocumentCache(20_000)
  for (const id of ids) cache.keep('notes', id, 1, text(id))
  return cache
}

const numbered = (count: number) => [...Array(count).keys()].map(String)
const keptOf = (cache: DocumentCache, ids: string[]) => ids.filter(id => cache.find('notes', id))

describe('the documents in memory', () => {
  it('are handed out as the same object each time, with their version', () => {
    const cache = cacheOf('x')
    const found = cache.find('notes', 'x')
    expect(found).toEqual({ document: JSON.parse(text('x')), version: 1 })
    expect(cache.find('notes', 'x')).toBe(found)
  })

  it('are told apart by collection and by id', () => {
    expect(cacheOf('x').find('others', 'x')).toBeUndefined()
    expect(cacheOf('x').find('notes', 'y')).toBeUndefined()
  })

  it('never grow beyond their bound: the ones not used for the longest time go', () => {
    const cache = cacheOf(...numbered(15))
    expect(keptOf(cache, numbered(15))).toHaveLength(15)
    cache.find('notes', '0')
    for (const id of ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h']) cache.keep('notes', id, 1, text(id))
    const kept = keptOf(cache, numbered(15))
    expect(kept).toContain('0')
    expect(kept).not.toContain('1')
    expect(kept).toContain('14')
  })

  it('are counted once, however often they are replaced', () => {
    const cache = cacheOf(...numbered(15))
    for (let version = 2; version < 100; version++) cache.keep('notes', '3', version, text('3'))
    expect(keptOf(cache, numbered(15))).toHaveLength(15)
    expect(cache.find('notes', '3')?.version).toBe(99)
  })

  it('make room again when they are dropped', () => {
    const cache = cacheOf(...numbered(15))
    for (const id of numbered(15)) cache.drop('notes', id)
    const more = numbered(30).slice(15)
    for (const id of more) cache.keep('notes', id, 1, text(id))
    expect(keptOf(cache, numbered(30))).toEqual(more)
  })

  it('do not include one so large that it would push out many, nor its older version', () => {
    const cache = cacheOf('x', 'y')
    cache.keep('notes', 'x', 2, JSON.stringify({ id: 'x', pad: 'x'.repeat(2_000) }))
    expect(keptOf(cache, ['x', 'y'])).toEqual(['y'])
  })

  it('are none after clearing', () => {
    const cache = cacheOf('x')
    cache.clear()
    expect(keptOf(cache, ['x'])).toEqual([])
  })
})
