import { createSecrets } from '../../../cloudfunctions/adapters/node-crypto'
import { withNewKey } from '../../../cloudfunctions/adapters/node-crypto/key-ring'
import { SecretsError } from '../../../cloudfunctions/ports/secrets'
import { insert, replace, type Store } from '../../../cloudfunctions/ports/store'
import { TRAINEES, type TraineeRecord } from '../../../cloudfunctions/services/documents/classes'
import { read, readAll } from '../../../cloudfunctions/services/documents/read'
import { findTrainee } from '../../../cloudfunctions/services/id-numbers/find-trainee'
import { maskIdNumber, maskName } from '../../../cloudfunctions/services/id-numbers/mask'
import {
  openIdNumber,
  sealTrainee,
  withIdNumber,
  withoutIdNumber,
} from '../../../cloudfunctions/services/id-numbers/seal'
import { SEALINGS } from '../../../cloudfunctions/services/keys/sealed'
import { Office } from '../accounts/office'

const NUMBER = '00000019900307123X'
const OTHER = '000000198505051236'

let office: Office
beforeEach(async () => {
  office = await Office.open()
})
afterEach(() => office.close())

async function trainee(id: string): Promise<TraineeRecord> {
  const record = await read(office.store, TRAINEES, id)
  if (record === null) throw new Error(`no trainee ${id}`)
  return record
}

describe('a trainee’s ID number', () => {
  beforeEach(() => office.enrol('T3', 'C1', '王五', NUMBER))

  it('is nowhere readable in the store, and opens for its own trainee alone', async () => {
    const record = await trainee('T3')
    expect(JSON.stringify(record)).not.toContain(NUMBER)
    expect(openIdNumber(office.secrets, record)).toBe(NUMBER)
    expect(() => openIdNumber(office.secrets, { ...record, id: 'T4' })).toThrow(SecretsError)
  })

  it('may be missing', async () => {
    const record = await trainee('T1')
    expect(record).toMatchObject({ idNumberSealed: null, idNumberIndex: '' })
    expect(openIdNumber(office.secrets, record)).toBeNull()
    expect(withIdNumber(record, office.secrets)).not.toHaveProperty('idNumber')
  })

  it('leaves the store for an export that asks for it, and else not even sealed', async () => {
    const record = await trainee('T3')
    const plain = { id: 'T3', classId: 'C1', name: '王五', population: 'other' }
    expect(withoutIdNumber(record)).toEqual(plain)
    expect(withIdNumber(record, office.secrets)).toEqual({ ...plain, idNumber: NUMBER })
  })
})

describe('finding a trainee by the ID number', () => {
  beforeEach(async () => {
    await office.enrol('T3', 'C1', '王五', NUMBER)
    await office.enrol('T4', 'C2', '王五', NUMBER.toLowerCase())
    await office.enrol('T5', 'C1', '赵六', OTHER)
  })

  async function found(who: string, idNumber: string) {
    const outcome = await findTrainee(office, await office.account(who), { idNumber }, office.noteOf(who))
    if (!outcome.done) throw new Error('refused')
    return outcome.answer.found
  }
  const idsOf = async (who: string, idNumber: string) =>
    (await found(who, idNumber)).map(({ traineeId }) => traineeId)

  it.each([
    ['as it stands', NUMBER],
    ['with a small x', NUMBER.toLowerCase()],
    ['in full width', '００００００１９９００３０７１２３Ｘ'],
    ['with blanks', ' 000000 19900307 123X '],
  ])('a supervisor finds every enrolment, typed %s', async (_, typed) => {
    expect(await idsOf('supervisor', typed)).toEqual(['T3', 'T4'])
  })

  it('a provider finds its own classes’ trainees and learns nothing of others’', async () => {
    expect(await idsOf('provider', NUMBER)).toEqual(['T3'])
    await office.enrol('T6', 'C2', '孙七', '000000197001011237')
    expect(await found('provider', '000000197001011237')).toEqual(await found('provider', '1'))
  })

  it('those of other roles would find nothing, even if they were let in', async () => {
    for (const who of ['instructor', 'finance', 'administrator', 't1']) {
      expect(await idsOf(who, NUMBER)).toEqual([])
    }
  })

  it('tells masked names and numbers alone', async () => {
    expect(await found('provider', NUMBER)).toEqual([
      {
        traineeId: 'T3',
        maskedName: '王*',
        maskedIdNumber: '000***********123X',
        classId: 'C1',
        classTitle: 'C1 班',
        provider: 'S1',
      },
    ])
  })

  it('an empty number finds nobody who has none', async () => {
    expect(await idsOf('supervisor', ' ')).toEqual([])
  })

  it('is noted with what was found, also nothing, and never with the number', async () => {
    await found('supervisor', NUMBER)
    await found('supervisor', '1')
    const act = { accountId: 'A-supervisor', type: 'read', operation: 'find-trainee' }
    const noted = await office.noted()
    expect(noted).toEqual([
      { ...act, objects: { traineeIds: 'T3,T4' } },
      { ...act, objects: { traineeIds: '' } },
    ])
    expect(JSON.stringify(noted)).not.toContain(NUMBER)
  })

  it('tells nothing that could not be noted', async () => {
    const fail = () => Promise.reject(new Error('disk full'))
    const asked = findTrainee(office, await office.account('supervisor'), { idNumber: NUMBER }, fail)
    await expect(asked).rejects.toThrow('disk full')
  })
})

describe('masks', () => {
  it.each([
    ['', ''],
    ['12345678901234', '**************'],
    ['123456789012345', '123********2345'],
    [NUMBER, '000***********123X'],
  ])('of the ID number %j: %j', (idNumber, masked) => {
    expect(maskIdNumber(idNumber)).toBe(masked)
  })

  it.each([
    ['', ''],
    ['张', '*'],
    ['张三', '张*'],
    ['张小三', '张*三'],
    ['欧阳小三', '欧**三'],
    ['𠮷野家', '𠮷*家'],
  ])('of the name %j: %j', (name, masked) => {
    expect(maskName(name)).toBe(masked)
  })
})

describe('rotation', () => {
  const COUNT = 450
  const numberOf = (n: number) => `0000001990${String(n).padStart(8, '0')}`
  const rotated = () => createSecrets(withNewKey(office.ring))

  beforeEach(async () => {
    const people = Array.from({ length: COUNT }, (_, n) => ({
      id: `R${String(n).padStart(3, '0')}`,
      classId: 'C1',
      name: '某人',
      population: 'other' as const,
      idNumber: numberOf(n),
    }))
    await office.store.commit(people.map(person => insert(TRAINEES, sealTrainee(office.secrets, person))))
  })

  async function expectAllOpen(secrets: ReturnType<typeof rotated>): Promise<void> {
    const records = await readAll(office.store, TRAINEES, { index: 'byClass', equal: ['C1'] })
    const opened = records.filter(({ id }) => id.startsWith('R')).map(record => openIdNumber(secrets, record))
    expect(opened).toEqual(Array.from({ length: COUNT }, (_, n) => numberOf(n)))
  }

  it('seals everything anew, tells how far it is, and finds all as before', async () => {
    const secrets = rotated()
    const looked: number[] = []
    expect(await SEALINGS.idNumbers.reseal(office.store, secrets, count => looked.push(count))).toBe(COUNT)
    expect(looked).toEqual([200, 400, COUNT + 2])
    expect(await SEALINGS.idNumbers.countByKey(office.store, secrets)).toEqual(new Map([['k2', COUNT]]))
    await expectAllOpen(secrets)
    const outcome = await findTrainee(
      { store: office.store, secrets },
      await office.account('supervisor'),
      { idNumber: numberOf(7) },
      office.noteOf('supervisor'),
    )
    expect(outcome).toMatchObject({ answer: { found: [{ traineeId: 'R007' }] } })
  })

  it('done twice does nothing the second time', async () => {
    const secrets = rotated()
    await SEALINGS.idNumbers.reseal(office.store, secrets)
    const before = await trainee('R000')
    expect(await SEALINGS.idNumbers.reseal(office.store, secrets)).toBe(0)
    expect(await trainee('R000')).toEqual(before)
  })

  it.each([1, 2])('killed after page %i, it loses nothing and goes on with the rest', async pages => {
    const secrets = rotated()
    await expect(SEALINGS.idNumbers.reseal(diesAfter(office.store, pages), secrets)).rejects.toThrow('killed')
    const done = pages * 200
    expect(await SEALINGS.idNumbers.countByKey(office.store, secrets)).toEqual(
      new Map([
        ['k2', done],
        ['k1', COUNT - done],
      ]),
    )
    await expectAllOpen(secrets)
    expect(await SEALINGS.idNumbers.reseal(office.store, secrets)).toBe(COUNT - done)
    await expectAllOpen(secrets)
  })

  it('takes what somebody changed meanwhile as it is now', async () => {
    const secrets = rotated()
    const store = changesOnce(office.store, async () => {
      const kept = await office.store.get(TRAINEES, 'R005')
      if (kept === null) throw new Error('no trainee')
      const document = { ...kept.document, name: '改名' }
      await office.store.commit([replace(TRAINEES, document, kept.version)])
    })
    expect(await SEALINGS.idNumbers.reseal(store, secrets)).toBe(COUNT)
    expect((await trainee('R005')).name).toBe('改名')
    await expectAllOpen(secrets)
  })

  it('stops at a value that was tampered with, and leaves it for whoever looks into it', async () => {
    const kept = await office.store.get(TRAINEES, 'R300')
    const other = await trainee('R301')
    if (kept === null) throw new Error('no trainee')
    const document = { ...kept.document, idNumberSealed: other.idNumberSealed }
    await office.store.commit([replace(TRAINEES, document, kept.version)])
    const resealing = SEALINGS.idNumbers.reseal(office.store, rotated())
    await expect(resealing).rejects.toMatchObject({
      fault: 'tampered',
      message: expect.stringContaining('R300'),
    })
    expect((await trainee('R300')).idNumberSealed).toBe(other.idNumberSealed)
  })
})

/** A store whose process dies after so many commits. */
function diesAfter(store: Store, commits: number): Store {
  let left = commits
  return {
    get: (...asked) => store.get(...asked),
    range: (...asked) => store.range(...asked),
    commit: writes => {
      left -= 1
      return left < 0 ? Promise.reject(new Error('killed')) : store.commit(writes)
    },
    close: () => store.close(),
  }
}

/** A store in which somebody else writes just before the first commit. */
function changesOnce(store: Store, change: () => Promise<void>): Store {
  let changed = false
  return {
    ...diesAfter(store, Number.POSITIVE_INFINITY),
    commit: async writes => {
      if (!changed) await change()
      changed = true
      return store.commit(writes)
    },
  }
}
