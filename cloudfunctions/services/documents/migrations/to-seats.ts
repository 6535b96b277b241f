import type { Migration } from '../../../ports/migration'
import { type Collection, put } from '../../../ports/store'
import { walk } from './to-streams/walk'

interface OldAccount {
  readonly id: string
  readonly name: string
  readonly traineeId: string | null
}

const OLD_ACCOUNTS: Collection<OldAccount> = { name: 'accounts', unique: { byName: ['name'] }, indexes: {} }

interface OldTrainee {
  readonly id: string
  readonly classId: string
}

const OLD_TRAINEES: Collection<OldTrainee> = { name: 'trainees', unique: {}, indexes: {} }

/** Layout 3 says in a trainee's account which class the trainee is in, and in every account who in WeChat it is. */
export const toSeats: Migration = {
  to: 3,
  what: '在账号里记下学员所在的班级，并为微信绑定留出位置',
  async apply(old, write) {
    for await (const { document } of walk(old, OLD_ACCOUNTS, { index: 'byName', equal: [] })) {
      const { id, traineeId } = document
      const trainee = traineeId === null ? null : await old.get(OLD_TRAINEES, traineeId)
      const traineeClassId = trainee?.document.classId ?? null
      const seated = { ...document, traineeClassId, wechatKey: `none ${id}`, wechat: null }
      await write([put(OLD_ACCOUNTS, seated)])
    }
  },
  drops: [],
}
