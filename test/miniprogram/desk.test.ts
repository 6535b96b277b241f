import type { ClassDayRow } from '../../cloudfunctions/contract/app'
import {
  alsoListed,
  classesOf,
  isOf,
  kinds,
  providersOf,
  questionOf,
} from '../../miniprogram/supervisor/filter'
import { actOf, keyWordsFor, type Stroke } from '../../miniprogram/supervisor/keys'
import { neighbour } from '../../miniprogram/supervisor/queue'
import { classDayRow } from '../support/views'

const row = (classId: string, changed: Partial<ClassDayRow> = {}) =>
  classDayRow({ classId, classTitle: `${classId} 班`, status: 'flagged', ...changed })

describe('the queue', () => {
  const [a, b, c] = [row('a'), row('b'), row('c')] as const
  const rows = [a, b, c]

  it('begins with its first day, and goes on from the chosen one', () => {
    expect(neighbour(rows, null, 1)).toEqual({ row: a, place: 0 })
    expect(neighbour(rows, { row: a, place: 0 }, 1)).toEqual({ row: b, place: 1 })
    expect(neighbour(rows, { row: b, place: 1 }, -1)).toEqual({ row: a, place: 0 })
  })

  it('ends at both ends, and before a first day is chosen there is none before', () => {
    expect(neighbour(rows, { row: c, place: 2 }, 1)).toBeNull()
    expect(neighbour(rows, { row: a, place: 0 }, -1)).toBeNull()
    expect(neighbour(rows, null, -1)).toBeNull()
    expect(neighbour([], null, 1)).toBeNull()
  })

  it('after a decision goes on with the day that has moved up into the place of the decided one', () => {
    expect(neighbour([a, c], { row: b, place: 1 }, 1)).toEqual({ row: c, place: 1 })
    expect(neighbour([a, c], { row: b, place: 1 }, -1)).toEqual({ row: a, place: 0 })
    expect(neighbour([a, b], { row: c, place: 2 }, 1)).toBeNull()
  })

  it('follows a day that stands elsewhere now', () => {
    expect(neighbour([b, a, c], { row: a, place: 0 }, 1)).toEqual({ row: c, place: 2 })
  })
})

describe('a key', () => {
  const act = (key: string, changed: Partial<Stroke> = {}) =>
    actOf({ key, held: false, composing: false, at: 'page', ...changed })

  it('goes through the queue or makes a form ready, in capitals and on a Chinese keyboard too', () => {
    expect(['j', 'K', '1', '2', '3', '?', '？'].map(key => act(key))).toEqual([
      'next',
      'previous',
      'accepted',
      'rejected',
      'ask',
      'help',
      'help',
    ])
  })

  it('does nothing while somebody types, but for the one that leaves the field', () => {
    for (const key of ['j', '1', '?', 'ArrowDown']) expect(act(key, { at: 'field' })).toBeNull()
    expect(act('Escape', { at: 'field' })).toBe('leave')
    expect(act('Escape', { at: 'field', composing: true })).toBeNull()
    expect(act('j', { composing: true })).toBeNull()
  })

  it('that is held with another is the browser’s, and so are the arrows outside the queue', () => {
    expect(act('1', { held: true })).toBeNull()
    expect(act('ArrowDown')).toBeNull()
    expect(act('ArrowDown', { at: 'queue' })).toBe('next')
    expect(act('ArrowUp', { at: 'queue' })).toBe('previous')
  })

  it('is told of in the list, those for deciding only to whoever may decide', () => {
    const keysOf = (mayDecide: boolean) => keyWordsFor(mayDecide).map(([keys]) => keys)
    expect(keysOf(true)).toEqual(['J 或 ↓', 'K 或 ↑', '1', '2', '3', 'Esc', '?'])
    expect(keysOf(false)).toEqual(['J 或 ↓', 'K 或 ↑', 'Esc', '?'])
    expect(JSON.stringify(keyWordsFor(false))).not.toContain('认可')
  })

  it('that is none of ours does nothing', () => {
    for (const key of ['a', 'Enter', 'Tab', ' ', 'toString']) expect(act(key)).toBeNull()
  })
})

describe('a filter', () => {
  it('asks for the class where one is chosen, otherwise for the provider', () => {
    const all = { pendingOnly: true, provider: null, classId: null, kind: null }
    expect(questionOf(all)).toEqual({ pendingOnly: true })
    expect(questionOf({ ...all, provider: '甲校' })).toEqual({ pendingOnly: true, provider: '甲校' })
    expect(questionOf({ ...all, provider: '甲校', classId: 'a' })).toEqual({
      pendingOnly: true,
      classId: 'a',
    })
  })

  it('tells each kind of day from one that has nothing of it', () => {
    const days: Record<string, Partial<ClassDayRow>> = {
      'no-recording': { flags: ['no-recording'] },
      'too-few-segments': { flags: ['too-few-segments'] },
      'segment-too-short': { flags: ['segment-too-short'] },
      'deleted-since': { deletedSince: [{ deviceSerial: 'D1', channelNo: 1 }] },
      trainees: { traineesFlagged: 1 },
      appeals: { openAppeals: 1 },
      questions: { openQuestions: 1 },
      waiting: { status: 'waiting' },
    }
    for (const [kind] of kinds) {
      expect({ kind, found: isOf(kind, row('a', days[kind])) }).toEqual({ kind, found: true })
      expect({ kind, found: isOf(kind, row('a')) }).toEqual({ kind, found: false })
    }
  })

  it('finds no lack on a day that goes on', () => {
    const going = row('a', { open: true, status: 'flagged', flags: ['no-recording'], traineesFlagged: 3 })
    expect(isOf('no-recording', going)).toBe(false)
    expect(isOf('trainees', going)).toBe(false)
    expect(isOf('questions', { ...going, openQuestions: 1 })).toBe(true)
  })

  it('remembers the classes that were listed before it narrowed the list, each once', () => {
    const first = alsoListed([], [row('a'), row('a', { date: '2026-05-21' }), row('b', { provider: '乙校' })])
    expect(first.map(({ classId }) => classId)).toEqual(['a', 'b'])
    expect(alsoListed(first, [row('b')])).toBe(first)
    expect(providersOf(first)).toHaveLength(2)
    expect(classesOf(first, '乙校').map(({ classId }) => classId)).toEqual(['b'])
    expect(classesOf(first, null)).toHaveLength(2)
  })
})
