import { spaceRecorder } from '../../../../cloudfunctions/adapters/ezviz/control/space-recorder'
import type { Question } from '../../../../cloudfunctions/adapters/ezviz/question'
import { CAMERA, failureOf, HOUR, MIDNIGHT } from '../workbench'

const NOON = MIDNIGHT + 12 * HOUR
const plan = { oneOffPlanId: 590001, planStatus: 3, validDevInfos: [], invalidDevInfos: [] }

function recorder(data: unknown) {
  const asked: Question[] = []
  const call = async (question: Question) => {
    asked.push(question)
    return { code: '200', data }
  }
  return { asked, ...spaceRecorder({ call }, 44028, () => NOON) }
}
const during = { from: NOON, until: NOON + HOUR }

test('a plan is sent as JSON under a name that the platform allows, for a serial of GB28181 too', async () => {
  const serial = '33011081992397348766:33011036991117755118'
  const { start, asked } = recorder(plan)
  expect(await start({ deviceSerial: serial, channelNo: 12 }, during, 'r')).toBe('590001')
  expect(asked[0]?.json).toEqual({
    planName: 'class-12-20240603120010',
    spaceId: 44028,
    startTime: '20240603120010',
    endTime: '20240603130000',
    specifiedEndTime: true,
    autoDelete: false,
    devIndexInfos: [{ deviceSerial: serial, localIndex: '12' }],
  })
})

test.each([
  [{ ...plan, planStatus: 2 }],
  [{ ...plan, planStatus: 10 }],
  [{ ...plan, invalidDevInfos: [{ deviceSerial: 'EX0000001', localIndex: '1' }] }],
])('a plan that will not record is no recording, whatever its code: %j', async data => {
  const failure = await failureOf(recorder(data).start(CAMERA, during, 'r'))
  expect(failure.fault).toBe('configuration')
  expect(failure.message).toContain('没有开始')
})

test('the key of the id is oneOffPlanId, and nothing else is taken for it', async () => {
  const failure = await failureOf(recorder({ planId: 590001 }).start(CAMERA, during, 'r'))
  expect(failure.fault).toBe('unreachable')
  expect(failure.message).toContain('可能已经开始')
})
