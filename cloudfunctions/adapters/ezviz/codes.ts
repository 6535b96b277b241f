import { RecordingSourceError, type RecordingSourceFault } from '../../ports/recording-source'

/** What the client does next: `renew` drops the token and asks again, `retry` waits first, `close` ends the day. */
type Step = 'done' | 'renew' | 'retry' | 'close' | 'fail'

interface Ruling {
  readonly step: Exclude<Step, 'done'>
  readonly fault: RecordingSourceFault
  readonly advice: string
}

const configuration = (advice: string): Ruling => ({ step: 'fail', fault: 'configuration', advice })

const BUSY: Ruling = {
  step: 'retry',
  fault: 'busy',
  advice: '萤石平台正忙，几分钟后会再次查询，不必重复操作。',
}
const UNREACHABLE: Ruling = {
  step: 'retry',
  fault: 'unreachable',
  advice: '暂时连不上萤石平台，稍后会再次查询；若持续如此，请检查服务器的网络。',
}
const KEYS = configuration('萤石账号的密钥不对或已停用，请管理员核对 AppKey 和 AppSecret。')
const RIGHTS = configuration('萤石账号没有查询这台摄像头的权限，请管理员在萤石控制台开通。')
const BINDING = configuration('萤石账号下找不到这台摄像头，请核对班级绑定的设备序列号和通道号。')
const DEVICE = configuration('这台摄像头不支持这项查询，请在萤石控制台检查设备的状态和设置。')
const EDITION = configuration('萤石账号的版本或套餐不够用，请管理员在萤石控制台续费或升级。')
const UNKNOWN = configuration('萤石平台给出了未知的答复，请把代码告诉系统维护人员。')

const RULINGS: ReadonlyMap<string, Ruling> = new Map(
  (
    [
      [['10002', '10014'], { ...KEYS, step: 'renew' }],
      [['10001'], configuration('萤石平台不接受这次查询的参数，请联系系统维护人员。')],
      [['10004', '10005', '10006', '10008', '10009', '10010', '10017', '10018', '10030'], KEYS],
      [['10011', '10013', '10031', '20018'], RIGHTS],
      [['20001', '20002', '20014', '20032'], BINDING],
      [['20010', '20015', '20019', '60019', '60020', '60026', '60058'], DEVICE],
      [['10026', '10027', '9048', '9049', '60061'], EDITION],
      [
        ['10007'],
        {
          step: 'close',
          fault: 'quota',
          advice: '萤石账号今天的查询次数已用完，明天会继续查询，录像不会因此丢失。',
        },
      ],
      [
        ['20007'],
        {
          step: 'fail',
          fault: 'camera-offline',
          advice: '摄像头不在线，暂时查不到存储卡里的录像。请检查电源和网络，恢复后会再次查询。',
        },
      ],
      [['20008', '10029', '49999', '50000', '5000', '60012', '60024'], BUSY],
      [['20006'], UNREACHABLE],
    ] satisfies [string[], Ruling][]
  ).flatMap(([codes, ruling]) => codes.map((code): [string, Ruling] => [code, ruling])),
)

/** An answer that isn't usable as it stands: what to do next, and what to throw if that doesn't help. */
export interface Setback {
  readonly step: Exclude<Step, 'done'>
  readonly error: RecordingSourceError
}

function setback(ruling: Ruling, code: string | null, cause?: Error): Setback {
  const named = code === null ? ruling.advice : `${ruling.advice}（萤石代码 ${code}）`
  const error = new RecordingSourceError(ruling.fault, named, code, cause ? { cause } : undefined)
  return { step: ruling.step, error }
}

/** The platform answered with a code other than 200. */
export function refused(code: string): Setback {
  return setback(RULINGS.get(code) ?? UNKNOWN, code)
}

/** No answer, or one that isn't the platform's. @param status HTTP status, null when there was none */
export function unanswered(status: number | null, cause: Error): Setback {
  return setback(status === 429 ? BUSY : UNREACHABLE, null, cause)
}

/** The platform said 200 and then something that the documents don't describe. */
export function unreadable(what: string, cause?: Error): RecordingSourceError {
  const advice = `萤石平台的答复不完整（${what}），这次查询不作数，稍后会再次查询。`
  return new RecordingSourceError('unreachable', advice, '200', cause ? { cause } : undefined)
}
