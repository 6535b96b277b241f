import { RecordingSourceError } from '../../../ports/recording-source'
import type { EzvizClient } from '../client'
import { isRefusal } from '../codes'
import type { Question } from '../question'

const TURNED_AWAY = ['10029', '429']
const UNCLEAR =
  '没有收到萤石平台的明确答复，录制可能已经开始，也可能没有。请过一两分钟看看摄像头的录像，没有再重新开始。'

/** Whether the platform may have done what was asked although it gave no usable answer. */
function isUnclear(error: unknown): error is RecordingSourceError {
  if (!(error instanceof RecordingSourceError)) return false
  if (error.fault === 'unreachable') return true
  return error.fault === 'busy' && error.code !== null && !isRefusal(error, TURNED_AWAY)
}

/**
 * Asks for something that must not happen twice.
 * @param question one that is not repeatable
 * @param read takes the `data` of the answer
 * @throws RecordingSourceError which says so when it is unclear whether it happened
 */
export async function begin<T>(
  client: EzvizClient,
  question: Question,
  read: (data: unknown) => T,
  requestId: string,
): Promise<T> {
  try {
    return read((await client.call(question, requestId)).data)
  } catch (error) {
    if (isUnclear(error)) throw new RecordingSourceError(error.fault, UNCLEAR, error.code, { cause: error })
    throw error
  }
}
