import { Turns } from '../../../cloudfunctions/entries/local/http/turns'

/** Work that ends when it is told to. */
function held(started: string[], name: string) {
  let end = () => {}
  const work = () =>
    new Promise<string>(resolve => {
      started.push(name)
      end = () => resolve(name)
    })
  return { work, end: () => end() }
}

const settled = () => new Promise(resolve => setImmediate(resolve))

it('lets so many go at a time, the others in their order, and those who come later behind them', async () => {
  const turns = new Turns(2, 10)
  const started: string[] = []
  const [a, b, c, d] = ['a', 'b', 'c', 'd'].map(name => held(started, name))
  const all = [a, b, c].map(one => turns.take(one!.work))
  await settled()
  expect(started).toEqual(['a', 'b'])
  b!.end()
  const last = turns.take(d!.work)
  await settled()
  expect(started).toEqual(['a', 'b', 'c'])
  a!.end()
  await settled()
  expect(started).toEqual(['a', 'b', 'c', 'd'])
  c!.end()
  d!.end()
  expect(await Promise.all([...all, last])).toEqual(['a', 'b', 'c', 'd'])
})

it('goes on after work that failed', async () => {
  const turns = new Turns(1, 10)
  const failing = turns.take(() => Promise.reject(new Error('broken')))
  const next = turns.take(async () => 'done')
  await expect(failing).rejects.toThrow('broken')
  expect(await next).toBe('done')
})

it('is full when as many wait as may', async () => {
  const turns = new Turns(1, 1)
  const one = held([], 'one')
  const all = [turns.take(one.work)]
  expect(turns.full).toBe(false)
  all.push(turns.take(async () => 'two'))
  expect(turns.full).toBe(true)
  one.end()
  expect(await Promise.all(all)).toEqual(['one', 'two'])
  expect(turns.full).toBe(false)
})
