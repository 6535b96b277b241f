import { rejection } from '../raw'
import { benches } from '../workbench'

const newBench = benches([])

describe('a function', () => {
  const functions = {
    double: (event: unknown) => ({ doubled: 2 * Number((event as { n: number }).n) }),
    long: () => 'x'.repeat(1 << 20),
    silent: () => undefined,
    failing: () => {
      throw new Error('its own fault')
    },
  }

  it('is called with its event and answers with its result', async () => {
    const cloud = (await newBench({ functions })).cloud()
    expect((await cloud.callFunction({ name: 'double', data: { n: 4 } })).result).toEqual({ doubled: 8 })
    expect((await cloud.callFunction({ name: 'silent' })).result).toBeNull()
  })

  it.each([
    ['one that there isn’t', 'none', {}, 'no function'],
    ['one that fails', 'failing', {}, 'its own fault'],
    ['an event above 100 KB', 'double', { text: 'x'.repeat(100 << 10) }, 'EXCEED_MAX_PAYLOAD_SIZE'],
    ['a result above 1 MB', 'long', {}, 'EXCEED_MAX_RESPONSE_SIZE'],
  ])('is not called, or not well: %s', async (_, name, data, text) => {
    const cloud = (await newBench({ functions })).cloud()
    expect((await rejection(cloud.callFunction({ name, data }))).errMsg).toContain(text)
  })
})

describe('a file', () => {
  it('is uploaded, found by an address, read and removed', async () => {
    const cloud = (await newBench()).cloud()
    const fileContent = Buffer.from([0, 1, 255])
    const { fileID } = await cloud.uploadFile({ cloudPath: '照片/一 1.jpg', fileContent })
    const { fileList } = await cloud.getTempFileURL({ fileList: [fileID] })
    expect(fileList).toMatchObject([{ status: 0, tempFileURL: expect.stringContaining('http://127.0.0.1') }])
    expect((await cloud.downloadFile({ fileID })).fileContent).toEqual(fileContent)
    const remove = async () => (await cloud.deleteFile({ fileList: [fileID] })).fileList[0]?.status
    expect([await remove(), await remove()]).toEqual([0, -503003])
    expect((await cloud.getTempFileURL({ fileList: [fileID] })).fileList).toMatchObject([{ status: -503003 }])
  })
})

describe('an interface of WeChat’s', () => {
  it('gets its parameters in its own case, and its answer comes back in the SDK’s', async () => {
    const sent: unknown[] = []
    const bench = await newBench({
      openApis: {
        'subscribeMessage.send': parameters => {
          sent.push(parameters)
          return { errcode: 0, errmsg: 'ok', msg_id: 7 }
        },
        'security.msgSecCheck': () => ({ errcode: 87014, errmsg: 'risky content' }),
      },
    })
    const { openapi } = bench.cloud()
    const message = { touser: 'o1', templateId: 't', data: { thing1: { value: '一' } } }
    expect(await openapi.subscribeMessage.send(message)).toMatchObject({ errCode: 0, msgId: 7 })
    expect(sent).toEqual([{ touser: 'o1', template_id: 't', data: { thing1: { value: '一' } } }])
    expect((await rejection(openapi.security.msgSecCheck({ content: 'x' }))).errCode).toBe(87014)
    expect(bench.actions()).toEqual(['wx.openApi', 'wx.openApi'])
  })

  it('is refused when nobody stands in for it', async () => {
    const { openapi } = (await newBench()).cloud()
    expect((await rejection(openapi.subscribeMessage.send({ touser: 'o1' }))).errMsg).toContain(
      'no interface',
    )
  })
})
