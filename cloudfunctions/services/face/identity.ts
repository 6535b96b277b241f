import { openIdOf } from '../accounts/wechat'
import type { Account } from '../documents/accounts'
import { TRAINEES } from '../documents/classes'
import { read } from '../documents/read'
import { openIdNumber } from '../id-numbers/seal'
import type { Server } from '../server'

/** Whom a service is to look for, and on whose phone. */
export interface Identity {
  readonly name: string
  readonly idNumber: string
  readonly openId: string
}

/** Null: the roster has no ID number, or nobody in WeChat asks. */
export async function identityOf(
  server: Server,
  actor: Account,
  traineeId: string,
): Promise<Identity | null> {
  const trainee = await read(server.store, TRAINEES, traineeId)
  const idNumber = trainee && openIdNumber(server.secrets, trainee)
  const openId = openIdOf(server, actor)
  return trainee && idNumber && openId ? { name: trainee.name, idNumber, openId } : null
}
