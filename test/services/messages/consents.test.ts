import { ZodError } from 'zod'
import { ACCOUNTS } from '../../../cloudfunctions/services/documents/accounts'
import { read } from '../../../cloudfunctions/services/documents/read'
import { KEYS_REMEMBERED, MOST_LEFT } from '../../../cloudfunctions/services/messages/consents'
import { templateIdOf } from '../../support/messenger'
import { keyOf } from '../school'
import { MessageBench, openIdFor } from './bench'

let bench: MessageBench
beforeEach(async () => {
  bench = await MessageBench.open('t1', 'i1')
})
afterEach(() => bench.close())

const kindsFor = async (name: string) =>
  (await bench.told(name, 'message-templates', {})).templates.map(({ kind, left }) => [kind, left])

describe('what there is to consent to', () => {
  it('is what the role gets, with WeChat’s own id of each template', async () => {
    expect(await kindsFor('t1')).toEqual([
      ['session-reminder', 0],
      ['forgotten-check-out', 0],
      ['decision', 0],
    ])
    expect(await kindsFor('i1')).toEqual([
      ['session-reminder', 0],
      ['day-flagged', 0],
      ['decision', 0],
    ])
    const { templates } = await bench.told('t1', 'message-templates', {})
    expect(templates[0]).toEqual({
      kind: 'session-reminder',
      templateId: templateIdOf('session-reminder'),
      left: 0,
      most: MOST_LEFT,
    })
  })

  it('is nothing in a browser, and nothing where no messages are sent', async () => {
    expect(await bench.school.answer('t1', 'message-templates', {})).toEqual({ templates: [] })
    bench.messenger.templates = []
    expect(await bench.told('t1', 'message-templates', {})).toEqual({ templates: [] })
  })

  it('leaves out a kind that nobody picked a template for', async () => {
    bench.messenger.templates = bench.messenger.templates.filter(({ kind }) => kind !== 'decision')
    expect(await kindsFor('t1')).toEqual([
      ['session-reminder', 0],
      ['forgotten-check-out', 0],
    ])
  })
})

describe('a consent', () => {
  const keep = (key: string, kinds: readonly ('session-reminder' | 'day-flagged' | 'decision')[]) =>
    bench.told('t1', 'keep-consents', { kinds: [...kinds], consentKey: keyOf(key) })

  it('counts once for each kind, and taps add up', async () => {
    await keep('a', ['session-reminder', 'decision'])
    const { templates } = await keep('b', ['decision'])
    expect(templates.map(({ left }) => left)).toEqual([1, 0, 2])
    expect(await kindsFor('t1')).toEqual([
      ['session-reminder', 1],
      ['forgotten-check-out', 0],
      ['decision', 2],
    ])
  })

  it('counts once however often it is sent, one after another or at once', async () => {
    await Promise.all(Array.from({ length: 8 }, () => keep('a', ['decision'])))
    await keep('a', ['decision'])
    expect(await bench.left('t1', 'decision')).toBe(1)
  })

  it('of taps at the same moment is lost by none', async () => {
    await Promise.all(Array.from({ length: 8 }, (_, n) => keep(`tap ${n}`, ['decision'])))
    expect(await bench.left('t1', 'decision')).toBe(8)
  })

  it('to what the role does not get counts for nothing', async () => {
    await keep('a', ['day-flagged'])
    expect(await bench.consents('t1')).toBeNull()
  })

  it('is nobody’s in a browser', async () => {
    const input = { kinds: ['decision' as const], consentKey: keyOf('a') }
    expect(await bench.school.answer('t1', 'keep-consents', input)).toEqual({ templates: [] })
    expect(await bench.consents('t1')).toBeNull()
  })

  it(`is counted up to ${MOST_LEFT} of a kind, and no further`, async () => {
    for (let n = 1; n < MOST_LEFT; n++) await keep(`tap ${n}`, ['decision'])
    expect(await bench.left('t1', 'decision')).toBe(MOST_LEFT - 1)
    await keep('the last', ['decision'])
    expect(await bench.left('t1', 'decision')).toBe(MOST_LEFT)
    await keep('one more', ['decision'])
    expect(await bench.left('t1', 'decision')).toBe(MOST_LEFT)
  })

  it('has its key remembered for a bounded number of taps', async () => {
    for (let n = 0; n < KEYS_REMEMBERED + 5; n++) await keep(`tap ${n}`, ['decision'])
    expect((await bench.consents('t1'))?.keys).toHaveLength(KEYS_REMEMBERED)
    expect((await bench.consents('t1'))?.keys.at(-1)).toBe(keyOf(`tap ${KEYS_REMEMBERED + 4}`))
  })

  it('to one template is none to another that was picked in its place', async () => {
    await keep('a', ['decision'])
    bench.messenger.templates = [{ kind: 'decision', templateId: 'another' }]
    expect(await kindsFor('t1')).toEqual([['decision', 0]])
    await keep('b', ['decision'])
    expect(await kindsFor('t1')).toEqual([['decision', 1]])
  })

  it('is the person’s who gave it, not the next one’s who has the account', async () => {
    await keep('a', ['decision'])
    await bench.signIn('t1', openIdFor('another'))
    const asked = await bench.ask(openIdFor('another'), 'message-templates', {})
    expect(asked).toMatchObject({ answer: { templates: [{ left: 0 }, { left: 0 }, { left: 0 }] } })
    const input = { kinds: ['decision' as const], consentKey: keyOf('a') }
    await bench.ask(openIdFor('another'), 'keep-consents', input)
    expect(await bench.left('t1', 'decision')).toBe(1)
  })

  it('outlives a new sign-in of the same person', async () => {
    await keep('a', ['decision'])
    await bench.told('t1', 'sign-out', {})
    await bench.signIn('t1')
    expect(await kindsFor('t1')).toContainEqual(['decision', 1])
  })

  it.each([
    ['no kind', []],
    ['a kind twice', ['decision', 'decision']],
    ['a kind that is none', ['lottery']],
  ])('is refused with %s', async (_, kinds) => {
    const input = { kinds, consentKey: keyOf('a') } as never
    await expect(bench.ask(openIdFor('t1'), 'keep-consents', input)).rejects.toBeInstanceOf(ZodError)
  })

  it('is kept without the name by which WeChat knows the person', async () => {
    await keep('a', ['decision'])
    const kept = await bench.consents('t1')
    expect(JSON.stringify(kept)).not.toContain(openIdFor('t1'))
    expect(kept?.wechatKey).toBe((await read(bench.server.store, ACCOUNTS, 'A-t1'))?.wechatKey)
  })
})
