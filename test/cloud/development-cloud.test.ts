import type { Input, Operation } from '../../cloudfunctions/contract/app'
import { createLog } from '../../cloudfunctions/entries/local/log'
import type { DemonstrationAccount } from '../../cloudfunctions/entries/local/seed/accounts'
import type { LocalServer } from '../../cloudfunctions/entries/local/server'
import { Browser, Folder, start } from '../entries/local/demonstration'
import { builtFunctions } from '../support/build-functions'
import { type DevelopmentCloud, startDevelopmentCloud } from '../support/development-cloud'

// It builds the functions, seeds over the wire, and may share the machine with other tests.
jest.setTimeout(120_000)

const CHEAP = { N: 16, r: 1, p: 1 }

type Running = Pick<DevelopmentCloud, 'url' | 'accounts'>

async function cloudIn(folder: Folder): Promise<DevelopmentCloud> {
  const cloud = await startDevelopmentCloud({
    host: '127.0.0.1',
    port: 0,
    dataFolder: folder.data,
    pagesFolder: folder.pages,
    functionsFolder: builtFunctions(),
    publicOrigin: null,
    log: createLog('silent'),
    passwordCost: CHEAP,
  })
  await cloud.caughtUp()
  return cloud
}

function accountIn({ accounts }: Running, name: string): DemonstrationAccount {
  const found = accounts.find(account => account.name === name)
  if (found === undefined) throw new Error(`no account ${name}`)
  return found
}

async function signedIn(running: Running, name: string): Promise<Browser> {
  const browser = new Browser(running.url)
  await browser.answer('sign-in', { name, password: accountIn(running, name).password })
  return browser
}

describe('the development cloud', () => {
  let folder: Folder
  let cloud: DevelopmentCloud
  beforeAll(async () => {
    folder = new Folder()
    cloud = await cloudIn(folder)
  })
  afterAll(async () => {
    await cloud?.close()
    folder.remove()
  })

  it('serves the pages, and gives a browser an OPENID that no script of a page can read', async () => {
    const page = await fetch(cloud.url)
    expect(await page.text()).toContain('技能长春')
    expect(page.headers.get('set-cookie')).toMatch(/^openid=o[\w-]{27};.*HttpOnly; SameSite=Strict/)
    const known = page.headers.get('set-cookie')?.split(';')[0] ?? ''
    const again = await fetch(cloud.url, { headers: { cookie: known } })
    expect(again.headers.get('set-cookie')).toBeNull()
  })

  it('takes a check-in of a trainee who signed in, and shows it to the instructor in another browser', async () => {
    const trainee = await signedIn(cloud, 'xueyuan05')
    const taken = await trainee.answer('check-in', { kind: 'start', attemptKey: 'k'.repeat(24) })
    expect(taken).toEqual(expect.objectContaining({ accepted: true, missing: ['end'] }))
    const today = await trainee.answer('trainee-today', {})
    expect(JSON.stringify(today)).toContain(taken.accepted ? taken.checkIn.attemptId : 'none')

    const instructor = await signedIn(cloud, 'jiaoshi')
    const seen = await instructor.answer('class-today', { classId: 'demo-class-1' })
    expect(JSON.stringify(seen)).toContain(taken.accepted ? taken.checkIn.attemptId : 'none')
    // The two browsers are two persons.
    expect((await trainee.answer('who-am-i', {}))?.role).toBe('trainee')
    expect((await instructor.answer('who-am-i', {}))?.role).toBe('instructor')
  })

  it('knows nobody in a browser that did not sign in, or says it is somebody', async () => {
    const stranger = new Browser(cloud.url)
    expect(await stranger.answer('who-am-i', {})).toBeNull()
    const claimed = { operation: 'check-in', openId: 'o'.repeat(28), userInfo: { openId: 'o'.repeat(28) } }
    expect((await stranger.failure('trainee-today', claimed)).status).toBe(401)
  })

  it('takes no question from a page of another origin', async () => {
    const browser = await signedIn(cloud, 'xueyuan06')
    const foreign = await browser.failure('trainee-today', {}, { origin: 'https://elsewhere.example' })
    expect(foreign).toEqual(expect.objectContaining({ status: 403, code: 'not-allowed' }))
  })

  it('hands on the exact message of the camera platform, and refuses one that nobody signed', async () => {
    const forged = await fetch(`${cloud.url}/webhooks/ezviz`, { method: 'POST', body: '{"header":{}}' })
    expect(forged.status).toBe(403)
    cloud.standIn?.setOnline('D10000002', false)
    cloud.standIn?.setOnline('D10000002', true)
    await cloud.standIn?.tick()
    expect(cloud.standIn?.deliveries.map(({ status }) => status)).toContain(200)
  })

  it('sends a message to the trainee who has consented, by its timer, as WeChat would have it', async () => {
    const trainee = await signedIn(cloud, 'xueyuan02')
    const consent = { kinds: ['decision' as const], consentKey: 'consent-00000001' }
    expect((await trainee.answer('keep-consents', consent)).templates).toContainEqual(
      expect.objectContaining({ kind: 'decision', left: 1 }),
    )
    const chief = await signedIn(cloud, 'jianguan')
    const me = await trainee.answer('who-am-i', {})
    const { rows } = await chief.answer('class-days', {})
    const { classId, date } = rows.find(({ open }) => !open)!
    const { revision: seen, trainees } = await chief.answer('class-day', { classId, date })
    const traineeId = trainees.find(({ name }) => name === me?.displayName)?.traineeId ?? ''
    const ruling = { verdict: 'accepted' as const, reason: '已核对', seen, decisionKey: 'decision-0000001' }
    await chief.answer('decide', { classId, date, traineeId, ...ruling })
    await cloud.caughtUp()
    expect(cloud.messages).toMatchObject([{ page: 'trainee/days/index', data: { phrase2: '已认可' } }])
  })

  it('has asked the cameras by its timer, and judged the days gone by', async () => {
    const chief = await signedIn(cloud, 'jianguan')
    const { rows } = await chief.answer('class-days', {})
    const past = rows.filter(({ open }) => !open)
    expect(past).toHaveLength(10)
    expect(past.filter(({ status }) => status === 'compliant')).toHaveLength(7)
  })

  it('begins the next time with what it held when it was stopped, and knows who had signed in', async () => {
    const trainee = await signedIn(cloud, 'xueyuan01')
    const before = await trainee.answer('my-days', {})
    const { accounts } = cloud
    expect(await cloud.close()).toEqual([])
    cloud = await cloudIn(folder)
    const same = new Browser(cloud.url)
    same.cookie = trainee.cookie
    expect(await same.answer('my-days', {})).toEqual(before)
    expect(cloud.accounts).toEqual(accounts)
  })
})

describe('both engines', () => {
  let folders: Folder[]
  let cloud: DevelopmentCloud
  let local: LocalServer
  beforeAll(async () => {
    folders = [new Folder(), new Folder()]
    local = await start(folders[0]!, Date.now)
    await local.caughtUp()
    cloud = await cloudIn(folders[1]!)
  })
  afterAll(async () => {
    await local?.close()
    await cloud?.close()
    for (const folder of folders) folder.remove()
  })

  /** Status and body on each, without what belongs to the moment or to chance. */
  async function answers<K extends Operation>(name: string | null, operation: K, input: Input<K> | object) {
    const of = async (running: Running) => {
      const browser = name === null ? new Browser(running.url) : await signedIn(running, name)
      const response = await browser.post(operation, input)
      return { status: response.status, body: timeless(await response.json()) }
    }
    const [here, there] = [await of(local), await of(cloud)]
    expect(there).toEqual(here)
    return here.status
  }

  const DAY = { classId: 'demo-class-1', date: '2001-01-01' }
  const CHECK_IN = { kind: 'start', attemptKey: 'a'.repeat(24), deviceId: 'phone-1' }

  it.each([
    [null, 'who-am-i', {}, 200],
    [null, 'trainee-today', {}, 401],
    [null, 'sign-in', { name: 'xueyuan01', password: 'not the password' }, 401],
    [null, 'sign-in', { name: 'xueyuan01' }, 400],
    ['xueyuan01', 'who-am-i', {}, 200],
    ['xueyuan01', 'trainee-today', {}, 200],
    ['xueyuan01', 'my-days', {}, 200],
    ['xueyuan01', 'class-days', {}, 403],
    ['xueyuan01', 'check-in', { kind: 'neither' }, 400],
    ['xueyuan01', 'check-in', CHECK_IN, 200],
    // The same tap once more, and its key for another.
    ['xueyuan01', 'check-in', CHECK_IN, 200],
    ['xueyuan01', 'check-in', { ...CHECK_IN, kind: 'end' }, 409],
    ['jiaoshi', 'class-today', { classId: 'demo-class-1' }, 200],
    ['jiaoshi', 'class-today', { classId: 'demo-class-9' }, 403],
    ['jianguan', 'class-day', DAY, 404],
    ['jianguan', 'class-days', { after: 'made up' }, 400],
    ['jianguan', 'class-days', {}, 200],
  ] as const)('answer alike: %p asks %s with %p', async (name, operation, input, status) => {
    expect(await answers(name, operation, input)).toBe(status)
  })
})

/** Instants and times of day are replaced; how much of today's recordings has come is of the moment, too. */
function timeless(body: unknown): unknown {
  const text = JSON.stringify(body)
    .replaceAll(/\b1[0-9]{12}\b/g, '0')
    .replaceAll(/\b\d\d:\d\d(:\d\d)?\b/g, 'time')
  return JSON.parse(text, function (this: { open?: boolean }, key: string, value: unknown) {
    return key === 'segmentCount' && this.open !== false ? 'some' : value
  })
}
