import { instantOf } from '../../../cloudfunctions/domain/time'
import { WatchedSource } from '../../../cloudfunctions/entries/local/metrics/recording-source'
import { type RecordingSource, RecordingSourceError } from '../../../cloudfunctions/ports/recording-source'
import { StoreError } from '../../../cloudfunctions/ports/store'
import { keyOf } from '../../services/school'
import { type HttpSchool, openHttpSchool } from './http-app'

const TOKEN = 'operator-token-of-24-letters'

let http: HttpSchool
beforeEach(async () => {
  http = await openHttpSchool({ operatorToken: TOKEN }, { judgeBacklog: async () => 7 })
  http.metrics.watch({ dirtyClassDays: async () => 7 })
})
afterEach(() => http.close())

const settled = () => new Promise(resolve => setTimeout(resolve, 20))
const metricsText = async () => (await fetch(`${http.url}/metrics`)).text()

describe('/readyz', () => {
  it('says that the store answers, how the platform did, and what waits to be judged', async () => {
    const response = await fetch(`${http.url}/readyz`)
    expect(response.status).toBe(200)
    expect(await response.json()).toEqual({
      ready: true,
      store: 'ok',
      recordingSource: { state: 'not-asked', at: null },
      judgeBacklog: 7,
    })
    expect(http.commits()).toBe(0)
  })

  it('is 503 while the store does not answer; the process lives on', async () => {
    jest.spyOn(http.school.store, 'range').mockRejectedValue(new StoreError('disk full'))
    const response = await fetch(`${http.url}/readyz`)
    expect(response.status).toBe(503)
    expect(await response.json()).toMatchObject({ ready: false, store: 'failing' })
    expect((await fetch(`${http.url}/healthz`)).status).toBe(200)
  })
})

describe('who may look', () => {
  const asFrom = (remoteAddress: string, headers: Record<string, string> = {}) =>
    http.app.inject({ url: '/metrics', remoteAddress, headers })

  it.each([
    ['127.0.0.1', 200],
    ['::1', 200],
    ['::ffff:127.0.0.1', 200],
    ['192.0.2.7', 403],
    ['::ffff:192.0.2.7', 403],
    ['2001:db8::1', 403],
  ])('from %s: %i', async (address, status) => {
    expect((await asFrom(address)).statusCode).toBe(status)
  })

  it('whoever carries the token, from anywhere', async () => {
    expect((await asFrom('192.0.2.7', { authorization: `Bearer ${TOKEN}` })).statusCode).toBe(200)
    for (const wrong of [TOKEN.slice(1), `${TOKEN}x`, '', TOKEN.toUpperCase()]) {
      expect((await asFrom('192.0.2.7', { authorization: `Bearer ${wrong}` })).statusCode).toBe(403)
    }
  })

  it('not whom a proxy on this machine asks for', async () => {
    expect((await asFrom('127.0.0.1', { 'x-forwarded-for': '192.0.2.7' })).statusCode).toBe(403)
    expect((await asFrom('127.0.0.1', { forwarded: 'for=192.0.2.7' })).statusCode).toBe(403)
  })

  it('nobody from elsewhere where no token is set', async () => {
    const closed = await openHttpSchool()
    const headers = { authorization: 'Bearer ' }
    const answer = await closed.app.inject({ url: '/readyz', remoteAddress: '192.0.2.7', headers })
    expect(answer.statusCode).toBe(403)
    expect(answer.json()).toMatchObject({ error: { code: 'not-allowed' } })
    await closed.close()
  })
})

describe('/metrics', () => {
  it('counts requests by operation and status, refusals by code, check-ins by outcome', async () => {
    const trainee = await http.signedIn('t1')
    await trainee.post('check-in', { kind: 'start', attemptKey: keyOf('a') })
    http.school.now = instantOf('2024-06-03', '05:00')
    await trainee.post('check-in', { kind: 'start', attemptKey: keyOf('b') })
    await trainee.post('check-in', { kind: 'middle', attemptKey: keyOf('c') })
    await trainee.post('class-days', {})
    await settled()
    const text = await metricsText()
    expect(text).toContain('jineng_request_seconds_count{operation="check-in",status="200"} 2')
    expect(text).toContain('jineng_request_seconds_count{operation="check-in",status="400"} 1')
    expect(text).toContain('jineng_refusals_total{operation="class-days",code="not-allowed"} 1')
    expect(text).toContain('jineng_check_ins_total{outcome="waiting"} 1')
    expect(text).toContain('jineng_check_ins_total{outcome="outside-window"} 1')
    expect(text).toContain('jineng_dirty_class_days 7')
  })

  it('counts what the store, the platform and the process do', async () => {
    http.metrics.storeCommitted({ callers: 3, writes: 9, seconds: 0.002 })
    http.metrics.cameraAsked('camera-offline')
    http.metrics.platformMessage('taken')
    const text = await metricsText()
    expect(text).toContain('jineng_store_commit_callers_sum 3')
    expect(text).toContain('jineng_store_writes_total 9')
    expect(text).toContain('jineng_store_commit_seconds_bucket{le="0.0025"} 1')
    expect(text).toContain('jineng_camera_askings_total{state="camera-offline"} 1')
    expect(text).toContain('jineng_platform_messages_total{outcome="taken"} 1')
  })

  it('does not grow with what strangers make up, and names nobody', async () => {
    const trainee = await http.signedIn('t1')
    await trainee.post('who-am-i', {})
    await settled()
    const lines = async () =>
      (await metricsText()).split('\n').filter(line => line.includes('operation=')).length
    await fetch(`${http.url}/a`)
    await settled()
    await lines()
    const before = await lines()
    for (let i = 0; i < 30; i++) await fetch(`${http.url}/made-up-${i}?name=t1`)
    await settled()
    expect(await lines()).toBe(before)
    expect(await metricsText()).not.toMatch(/t1|made-up/)
  })
})

describe('the recording source, watched', () => {
  const camera = { deviceSerial: 'CAM1', channelNo: 1 }
  const span = { start: 0, end: 1 }
  const watched = (recordings: RecordingSource['recordings']) =>
    new WatchedSource({ recordings, devices: async () => [] }, { now: () => 5 })

  it('remembers an answer', async () => {
    const source = watched(async () => ({ rows: [], setback: null }))
    await source.recordings(camera, span, 'r')
    expect(source.last).toEqual({ state: 'answered', at: 5 })
  })

  it('remembers what kept it from answering in full', async () => {
    const setback = new RecordingSourceError('camera-offline', 'x', '5404')
    const source = watched(async () => ({ rows: [], setback }))
    await source.recordings(camera, span, 'r')
    expect(source.last).toEqual({ state: 'camera-offline', at: 5 })
  })

  it.each([
    [new RecordingSourceError('quota', 'x', '10029'), 'quota'],
    [new TypeError('x'), 'failed'],
  ])('remembers %s, and hands it on', async (error, state) => {
    const source = watched(() => Promise.reject(error))
    await expect(source.recordings(camera, span, 'r')).rejects.toBe(error)
    expect(source.last).toEqual({ state, at: 5 })
  })
})
