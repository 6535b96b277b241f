import { RecordingSourceError, type RecordingSourceFault } from '../../ports/recording-source'

/** What the client does next: `renew` drops the token and asks again, `retry` waits first, `close` ends the day. */
type Step = 'renew' | 'retry' | 'close' | 'fail'

interface Ruling {
  readonly step: Step
  readonly fault: RecordingSourceFault
  readonly advice: string
  /** With `retry`: how often. */
  readonly retries?: number
  /** The platform turned it away unheard, so that even what must not be done twice may be asked again. */
  readonly unheard?: true
}

const RETRIES = 3

const failing = (fault: RecordingSourceFault, advice: string): Ruling => ({ step: 'fail', fault, advice })
const configuration = (advice: string) => failing('configuration', advice)

const BUSY: Ruling = {
  step: 'retry',
  fault: 'busy',
  advice: '萤石平台正忙。录像过几分钟会自动再查，其他操作请稍后再试。',
}
const TOO_OFTEN: Ruling = { ...BUSY, unheard: true }
const UNREACHABLE: Ruling = {
  step: 'retry',
  fault: 'unreachable',
  advice: '暂时连不上萤石平台。录像稍后会自动再查，其他操作请稍后再试；若持续如此，请检查服务器的网络。',
}
const NO_PICTURE: Ruling = {
  step: 'retry',
  fault: 'busy',
  advice: '摄像头这次没有拍成，请过几秒再试。',
  retries: 1,
}
const USED_UP: Ruling = {
  step: 'close',
  fault: 'quota',
  advice: '萤石账号今天的查询次数已用完，明天会继续查询，录像不会因此丢失。',
}
const PICTURES_USED_UP = failing(
  'quota',
  '萤石账号今天的抓拍次数已用完，明天可以再抓拍；录像和查询不受影响。',
)
const OFFLINE = failing(
  'camera-offline',
  '摄像头不在线，请检查它的电源和网络。存储卡里的录像等它恢复后会再次查询。',
)
const NOT_SUPPORTED = failing('not-supported', '这台摄像头或这个萤石账号不支持这项操作，再试也不会成功。')
const PARAMETERS = configuration('萤石平台不接受这次请求的参数，请联系系统维护人员。')
const KEYS = configuration('萤石账号的密钥不对或已停用，请管理员核对 AppKey 和 AppSecret。')
const RIGHTS = configuration('萤石账号没有这样使用这台摄像头的权限，请管理员在萤石控制台开通。')
const BINDING = configuration('萤石账号下找不到这台摄像头，请核对班级绑定的设备序列号和通道号。')
const CLOUD_ITEM = configuration('萤石平台找不到要用的云录制项目、空间或任务，请管理员核对配置。')
const CONDITION = configuration('萤石平台说条件还不满足，请管理员在萤石控制台检查云录制的空间、套餐和设备。')
const ENCRYPTED = configuration('这台摄像头开着视频加密，请管理员在萤石控制台关闭视频加密后再试。')
const SHELTERED = configuration('这台摄像头开着隐私遮蔽，什么也拍不到。请先在萤石 App 里关闭遮蔽，再试一次。')
const UNVERIFIED = configuration('萤石平台把这台摄像头列为高风险设备，请管理员先在萤石控制台完成设备确权。')
const EDITION = configuration('萤石账号的版本或套餐不够用，请管理员在萤石控制台续费或升级。')
const UNKNOWN = configuration('萤石平台给出了未知的答复，请把代码告诉系统维护人员。')

/** The three-digit codes are those of cloud recording, the others stand for the same wherever they come. */
const RULINGS: ReadonlyMap<string, Ruling> = new Map(
  (
    [
      [['10002', '10014'], { ...KEYS, step: 'renew' }],
      [['10001', '400'], PARAMETERS],
      [['10004', '10005', '10006', '10008', '10009', '10010', '10017', '10018', '10030'], KEYS],
      [['10011', '10013', '10031', '10051', '20018', '403'], RIGHTS],
      [['20001', '20002', '20014', '20032'], BINDING],
      [['20015', '20019', '60000', '60020', '406'], NOT_SUPPORTED],
      [['20010', '60019'], ENCRYPTED],
      [['60026'], SHELTERED],
      [['60058'], UNVERIFIED],
      [['404'], CLOUD_ITEM],
      [['412'], CONDITION],
      [['10026', '10027', '9048', '9049', '60061'], EDITION],
      [['10007'], USED_UP],
      [['10028'], PICTURES_USED_UP],
      [['20007'], OFFLINE],
      [['10029', '429'], TOO_OFTEN],
      [['20008', '49999', '50000', '5000', '500', '60012', '60024'], BUSY],
      [['60017'], NO_PICTURE],
      [['20006'], UNREACHABLE],
    ] satisfies [string[], Ruling][]
  ).flatMap(([codes, ruling]) => codes.map((code): [string, Ruling] => [code, ruling])),
)

/** An answer that isn't usable as it stands: what to do next, and what to throw if that doesn't help. */
export interface Setback {
  readonly step: Step
  readonly retries: number
  readonly unheard: boolean
  readonly error: RecordingSourceError
}

function setback(ruling: Ruling, code: string | null, cause?: Error): Setback {
  const named = code === null ? ruling.advice : `${ruling.advice}（萤石代码 ${code}）`
  const error = new RecordingSourceError(ruling.fault, named, code, cause ? { cause } : undefined)
  const { step, retries = RETRIES, unheard = false } = ruling
  return { step, retries, unheard, error }
}

/** The platform answered with a code that means no success. */
export function refused(code: string): Setback {
  return setback(RULINGS.get(code) ?? UNKNOWN, code)
}

/** No answer, or one that isn't the platform's. @param status HTTP status, null when there was none */
export function unanswered(status: number | null, cause: Error): Setback {
  return setback(status === 429 ? TOO_OFTEN : UNREACHABLE, null, cause)
}

/** The platform said 200 and then something that the documents don't describe. */
export function unreadable(what: string, cause?: Error): RecordingSourceError {
  const advice = `萤石平台的答复不完整（${what}），这次不作数，请稍后再试；录像会自动再查。`
  return new RecordingSourceError('unreachable', advice, '200', cause ? { cause } : undefined)
}

/** Whether it is the platform's refusal with one of these codes. */
export function isRefusal(error: unknown, codes: readonly string[]): error is RecordingSourceError {
  return error instanceof RecordingSourceError && error.code !== null && codes.includes(error.code)
}
