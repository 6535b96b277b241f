import { createSlots } from '../../../cloudfunctions/adapters/ezviz/slots'

test('no more tasks run at a time than there are slots, and a failing task frees its own', async () => {
  const inSlot = createSlots(2)
  let running = 0
  let most = 0
  const task = (index: number) => async () => {
    running += 1
    most = Math.max(most, running)
    await new Promise(resolve => setImmediate(resolve))
    running -= 1
    if (index === 0) throw new Error('first')
    return index
  }
  const results = await Promise.allSettled([0, 1, 2, 3, 4].map(index => inSlot(task(index))))
  expect(results.map(result => result.status)).toEqual(['rejected', ...Array(4).fill('fulfilled')])
  expect(most).toBe(2)
  expect(running).toBe(0)
})
