import type { GatewayOptions } from '../../../support/cloudbase-gateway'
import { type RawDatabase, type RawTransaction, rejection } from '../raw'
import { benches } from '../workbench'

const newBench = benches([])
const COLLECTIONS = { accounts: [{ name: 'byName', fields: ['name'] }] }

async function open(options: GatewayOptions = {}): Promise<RawDatabase> {
  const db = (await newBench({ collections: COLLECTIONS, ...options })).raw()
  await db.collection('accounts').add({ data: [account('a'), account('b')] })
  return db
}

const account = (id: string, hours = 0) => ({ _id: id, name: `name ${id}`, hours })
const accounts = (of: RawDatabase | RawTransaction) => of.collection('accounts')
const hours = async (of: RawDatabase | RawTransaction, id: string) =>
  (await accounts(of).doc(id).get()).data?.hours
const setHours = (of: RawDatabase | RawTransaction, id: string, hours: number) =>
  accounts(of).doc(id).update({ data: { hours } })

const CONFLICT = expect.stringContaining('TransactionConflict')
const GONE = expect.stringContaining('TransactionNotExist')

describe('a transaction', () => {
  it('sees the moment when it began, and what it has written itself', async () => {
    const db = await open()
    const transaction = await db.startTransaction()
    await setHours(db, 'b', 5)
    await accounts(db).add({ data: account('c') })
    expect(await hours(transaction, 'b')).toBe(0)
    expect(await hours(transaction, 'c')).toBeUndefined()
    await setHours(transaction, 'a', 7)
    expect([await hours(transaction, 'a'), await hours(db, 'a')]).toEqual([7, 0])
    await transaction.commit()
    expect([await hours(db, 'a'), await hours(db, 'b')]).toEqual([7, 5])
  })

  it('leaves nothing when it is rolled back', async () => {
    const db = await open()
    const transaction = await db.startTransaction()
    await setHours(transaction, 'a', 7)
    await accounts(transaction).add({ data: account('c') })
    await accounts(transaction).doc('b').remove()
    await transaction.rollback()
    expect((await accounts(db).orderBy('_id', 'asc').get()).data).toEqual([account('a'), account('b')])
  })

  it('is over after its end, whichever it was', async () => {
    const db = await open()
    for (const end of ['commit', 'rollback'] as const) {
      const transaction = await db.startTransaction()
      await transaction[end]()
      expect((await rejection(setHours(transaction, 'a', 1))).errMsg).toEqual(GONE)
    }
  })

  it.each([
    [29_999, null],
    [30_000, GONE],
  ])('may be open for 30 s: after %i ms', async (waited, failure) => {
    let now = Date.now()
    const db = await open({ now: () => now })
    const transaction = await db.startTransaction()
    await setHours(transaction, 'a', 7)
    now += waited
    const outcome = await transaction.commit().then(
      () => null,
      (cause: Error) => cause.message,
    )
    expect(outcome).toEqual(failure)
    expect(await hours(db, 'a')).toBe(failure === null ? 7 : 0)
  })

  it('takes operations on single documents alone', async () => {
    const transaction = await (await open()).startTransaction()
    for (const asked of [
      accounts(transaction).where({ hours: 0 }).get(),
      accounts(transaction).add({ data: [account('c'), account('d')] }),
    ]) {
      expect((await rejection(asked)).errCode).toBe(-501007)
    }
  })

  it('is ended by a key that is taken', async () => {
    const db = await open()
    const transaction = await db.startTransaction()
    const clash = accounts(transaction).add({ data: { ...account('c'), name: 'name a' } })
    expect((await rejection(clash)).errMsg).toContain('index: byName')
    expect((await rejection(transaction.commit())).code).toBe('DATABASE_TRANSACTION_FAIL')
  })

  it('may give a key from one document to another', async () => {
    const db = await open()
    const transaction = await db.startTransaction()
    await accounts(transaction).doc('a').remove()
    await accounts(transaction).add({ data: { ...account('c'), name: 'name a' } })
    await transaction.commit()
    expect((await accounts(db).where({ name: 'name a' }).get()).data).toMatchObject([{ _id: 'c' }])
  })
})

describe('a document that two write', () => {
  it('is locked by the transaction that wrote it first, and the other fails', async () => {
    const db = await open()
    const [first, second] = [await db.startTransaction(), await db.startTransaction()]
    await setHours(first, 'a', 1)
    expect((await rejection(setHours(second, 'a', 2))).errMsg).toEqual(CONFLICT)
    await first.commit()
    expect(await hours(db, 'a')).toBe(1)
  })

  it('has changed since a transaction began: its operation fails, and ends it', async () => {
    const db = await open({ conflictsAt: 'operation' })
    const transaction = await db.startTransaction()
    await setHours(db, 'a', 1)
    expect((await rejection(setHours(transaction, 'a', 2))).errMsg).toEqual(CONFLICT)
    expect((await rejection(transaction.commit())).code).toBe('DATABASE_TRANSACTION_FAIL')
  })

  it('has changed since a transaction began: or its commit fails', async () => {
    const db = await open({ conflictsAt: 'commit' })
    const transaction = await db.startTransaction()
    await setHours(db, 'a', 1)
    await setHours(transaction, 'a', 2)
    expect((await rejection(transaction.commit())).code).toBe('DATABASE_TRANSACTION_CONFLICT')
    expect(await hours(db, 'a')).toBe(1)
  })

  it('may change while a transaction only reads it', async () => {
    const db = await open()
    const transaction = await db.startTransaction()
    await hours(transaction, 'a')
    await setHours(db, 'a', 1)
    await setHours(transaction, 'b', 2)
    await transaction.commit()
    expect([await hours(db, 'a'), await hours(db, 'b')]).toEqual([1, 2])
  })

  it('makes a plain write wait until the transaction has ended', async () => {
    const db = await open()
    const transaction = await db.startTransaction()
    await setHours(transaction, 'a', 1)
    let isDone = false
    const waiting = setHours(db, 'a', 2).then(() => {
      isDone = true
    })
    // The gateway has taken the plain write by now: it was asked for first.
    expect([await hours(db, 'a'), isDone]).toEqual([0, false])
    await transaction.commit()
    await waiting
    expect(await hours(db, 'a')).toBe(2)
  })

  it('makes a plain write fail that waits too long', async () => {
    const db = await open({ lockWaitMs: 20 })
    const transaction = await db.startTransaction()
    await setHours(transaction, 'a', 1)
    expect((await rejection(setHours(db, 'a', 2))).errMsg).toContain('waited too long')
    await transaction.commit()
    expect(await hours(db, 'a')).toBe(1)
  })

  it.each(['operation', 'commit'] as const)(
    'has a unique key that both take: the later one hears of it at the %s',
    async conflictsAt => {
      const db = await open({ conflictsAt })
      const transaction = await db.startTransaction()
      await accounts(db).add({ data: { ...account('c'), name: 'new' } })
      const taken = accounts(transaction).add({ data: { ...account('d'), name: 'new' } })
      const failure = await rejection(
        conflictsAt === 'operation' ? taken : taken.then(() => transaction.commit()),
      )
      expect(String(failure.errMsg ?? failure)).toContain('TransactionConflict')
      expect((await accounts(db).count()).total).toBe(3)
    },
  )
})
