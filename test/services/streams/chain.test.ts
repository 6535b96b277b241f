import fc from 'fast-check'
import type { Store } from '../../../cloudfunctions/ports/store'
import { CAMERA_DAYS, emptyCameraDay } from '../../../cloudfunctions/services/documents/camera-days'
import {
  CLASS_DAYS,
  type ClassDayStream,
  emptyClassDay,
} from '../../../cloudfunctions/services/documents/class-days'
import {
  type Attempt,
  emptyTraineeDay,
  TRAINEE_DAYS,
  type TraineeDayStream,
} from '../../../cloudfunctions/services/documents/trainee-days'
import { appendTo } from '../../../cloudfunctions/services/streams/append'
import { append, canonicalJson, firstBrokenLink } from '../../../cloudfunctions/services/streams/chain'
import { openTemporaryStore } from '../../support/stores'

const attempt = (attemptId: string, at: number): Attempt => ({
  type: 'attempt',
  attemptId,
  kind: 'start',
  at,
  tappedAt: null,
  deviceId: null,
  location: { latitude: 43.8, longitude: 125.3 },
  face: null,
  refusal: null,
  source: 'app',
})
const streamOf = (count: number, id = 'T1'): TraineeDayStream =>
  Array.from({ length: count }, (_, i) => attempt(`K${i}`, i)).reduce(
    (stream, event) => append(TRAINEE_DAYS, stream, event),
    emptyTraineeDay(id, 'C1', '2024-06-03'),
  )
const STREAM = streamOf(5)
const broken = (stream: TraineeDayStream) => firstBrokenLink(TRAINEE_DAYS, stream)
const withEvents = (events: TraineeDayStream['events']): TraineeDayStream => ({ ...STREAM, events })

describe('a stream that nobody touched has no broken link', () => {
  it.each([0, 1, 5])('of %d events', count => {
    expect(broken(streamOf(count))).toBeNull()
  })

  it('after it was written out and read again, with its keys in any order', () => {
    const turned = STREAM.events.map(event => Object.fromEntries(Object.entries(event).reverse()))
    const events: TraineeDayStream['events'] = JSON.parse(JSON.stringify(turned))
    expect(broken(withEvents(events))).toBeNull()
  })

  it('though a camera was asked again without anything to tell', () => {
    const empty = emptyCameraDay({ deviceSerial: 'CAM1', channelNo: 1 }, '2024-06-03')
    const span = { start: 0, end: 1 }
    const answer = { silence: null, problem: null, came: [], gone: [] }
    const stream = append(CAMERA_DAYS, { ...empty, askedAt: 1 }, { type: 'asked', at: 1, span, ...answer })
    expect(firstBrokenLink(CAMERA_DAYS, { ...stream, askedAt: 2 })).toBeNull()
  })
})

describe('the first broken link is the event where it was tampered with', () => {
  const places = [0, 2, 4] as const

  it.each(places)('a field of event %d was changed', place => {
    const changes: Partial<Attempt>[] = [
      { at: 99 },
      { kind: 'end' },
      { refusal: { kind: 'no-lesson-today', nextLessonDate: null } },
      { location: { latitude: 43.8, longitude: 125.300_000_1 } },
      { location: null },
    ]
    for (const change of changes) {
      const events = STREAM.events.map((event, i) => (i === place ? { ...event, ...change } : event))
      // An event of another shape is no event of the stream, and still must be found.
      expect(broken(withEvents(events as TraineeDayStream['events']))).toBe(place)
    }
  })

  it.each(places)('a field was added to event %d, or taken away', place => {
    const more = STREAM.events.map((event, i) => (i === place ? { ...event, note: 'x' } : event))
    expect(broken(withEvents(more))).toBe(place)
    const less = STREAM.events.map((event, i) => {
      const { at: _, ...rest } = event
      return i === place ? rest : event
    })
    expect(broken(withEvents(less as TraineeDayStream['events']))).toBe(place)
  })

  it.each([0, 2])('event %d was removed', place => {
    expect(broken(withEvents(STREAM.events.filter((_, i) => i !== place)))).toBe(place)
  })

  it('the last events were removed: the chain alone cannot tell, a seal can', () => {
    expect(broken(withEvents(STREAM.events.slice(0, 3)))).toBeNull()
  })

  it.each([
    [0, 1],
    [1, 3],
    [3, 4],
  ])('events %d and %d were swapped', (one, other) => {
    const events = [...STREAM.events]
    const [a, b] = [events[one], events[other]]
    if (a === undefined || b === undefined) throw new Error('no such event')
    events[one] = b
    events[other] = a
    expect(broken(withEvents(events))).toBe(one)
  })

  it.each([0, 3, 5])('an event was inserted at %d, copied from another place', place => {
    const copied = STREAM.events[1]
    if (copied === undefined) throw new Error('no such event')
    const found = broken(
      withEvents([...STREAM.events.slice(0, place), copied, ...STREAM.events.slice(place)]),
    )
    expect(found).toBe(place)
  })

  it.each([
    ['another trainee', emptyTraineeDay('T2', 'C1', '2024-06-03')],
    ['another class', emptyTraineeDay('T1', 'C2', '2024-06-03')],
    ['another date', emptyTraineeDay('T1', 'C1', '2024-06-04')],
    ['another date, under the old id', { ...emptyTraineeDay('T1', 'C1', '2024-06-04'), id: STREAM.id }],
  ])('all of it was made %s’s', (_, empty) => {
    expect(broken({ ...empty, events: STREAM.events })).toBe(0)
  })

  it('it was moved to another collection', () => {
    expect(firstBrokenLink(CLASS_DAYS, STREAM)).toBe(0)
  })

  it('an event was made anew, its own hash included, in the middle', () => {
    const forged = append(TRAINEE_DAYS, withEvents(STREAM.events.slice(0, 2)), attempt('forged', 2))
    expect(broken(withEvents([...forged.events, ...STREAM.events.slice(3)]))).toBe(3)
  })
})

const anyJson = fc.jsonValue({ maxDepth: 3 })

describe('canonical JSON', () => {
  it('is one text, whatever the order of the keys', () => {
    const reversed = (value: unknown): unknown => {
      if (Array.isArray(value)) return value.map(reversed)
      if (typeof value !== 'object' || value === null) return value
      return Object.fromEntries(
        Object.entries(value)
          .map(([key, part]) => [key, reversed(part)])
          .reverse(),
      )
    }
    fc.assert(
      fc.property(anyJson, value => {
        expect(canonicalJson(reversed(value))).toBe(canonicalJson(value))
      }),
    )
  })

  it('says the same again after it was written out and read', () => {
    fc.assert(
      fc.property(anyJson, value => {
        expect(canonicalJson(JSON.parse(JSON.stringify(value)))).toBe(canonicalJson(value))
        expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)))
      }),
    )
  })

  it('tells different values apart', () => {
    const texts = [
      null,
      0,
      '0',
      '',
      [],
      {},
      [[]],
      { a: 1 },
      { a: '1' },
      { a: null },
      [null],
      ['a', 'b'],
      ['b', 'a'],
    ]
    expect(new Set(texts.map(canonicalJson)).size).toBe(texts.length)
  })

  it('sorts by code unit, and leaves out what is undefined', () => {
    expect(canonicalJson({ b: 1, a: undefined, B: 2, 中: 3, '10': 4, '9': 5 })).toBe(
      '{"10":4,"9":5,"B":2,"b":1,"中":3}',
    )
  })
})

describe('appending to a stream', () => {
  let store: Store
  let close: () => Promise<void>
  beforeEach(async () => {
    ;({ store, close } = await openTemporaryStore())
  })
  afterEach(() => close())

  const say = (question: string) =>
    appendTo(store, CLASS_DAYS, emptyClassDay('C1', '2024-06-03'), () => ({
      event: {
        type: 'explanation-asked' as const,
        requestId: question,
        traineeId: null,
        by: '周敏',
        accountId: 'A1',
        at: 1,
        question,
      },
    }))

  it('by many at once keeps every event once, in one whole chain', async () => {
    await Promise.all(Array.from({ length: 40 }, (_, i) => say(`q${i}`)))
    const stream: ClassDayStream | undefined = (await store.get(CLASS_DAYS, 'C1 2024-06-03'))?.document
    if (stream === undefined) throw new Error('nothing was kept')
    expect(new Set(stream.events.map(({ hash }) => hash)).size).toBe(40)
    expect(firstBrokenLink(CLASS_DAYS, stream)).toBeNull()
  })

  it('that is left writes nothing, and answers what stands', async () => {
    const before = await say('q')
    const commit = jest.spyOn(store, 'commit')
    const empty = emptyClassDay('C1', '2024-06-03')
    expect(await appendTo(store, CLASS_DAYS, empty, () => ({ leave: true }))).toEqual(before)
    expect(commit).not.toHaveBeenCalled()
  })
})
