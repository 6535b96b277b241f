import * as z from 'zod'
import type { Call } from './call'
import { ManagerError } from './failures'

/** One environment of the cloud, with what the other questions need to know of it. */
export interface CloudEnvironment {
  readonly id: string
  /** `NORMAL` when it can be used. */
  readonly status: string
  /** `miniapp` when it was opened in WeChat's developer tools, `qcloud` in Tencent's console. */
  readonly source: string
  readonly plan: string
  readonly region: string
  /** Of its document database. */
  readonly database: string
  /** Where the functions' logs go. */
  readonly log: { readonly set: string; readonly topic: string } | null
}

const environments = z.object({
  EnvList: z.array(
    z.object({
      EnvId: z.string(),
      Status: z.string(),
      Source: z.string().nullish(),
      PackageName: z.string().nullish(),
      Region: z.string().nullish(),
      Databases: z.array(z.object({ InstanceId: z.string(), Region: z.string().nullish() })).nullish(),
      LogServices: z.array(z.object({ LogsetId: z.string(), TopicId: z.string() })).nullish(),
    }),
  ),
})

/** @throws ManagerError code `NO_ENVIRONMENT` when the key's account has none of this id */
export async function describeEnvironment(call: Call, id: string, region: string): Promise<CloudEnvironment> {
  const question = { service: 'tcb', action: 'DescribeEnvs', parameters: { EnvId: id } } as const
  const { EnvList } = await call(question, environments)
  const found = EnvList.find(({ EnvId }) => EnvId === id)
  const database = found?.Databases?.[0]
  if (!found || !database) {
    throw new ManagerError(
      'refused',
      question.action,
      'NO_ENVIRONMENT',
      `no environment ${id} with a database`,
    )
  }
  const log = found.LogServices?.[0]
  return {
    id,
    status: found.Status,
    source: found.Source ?? '',
    plan: found.PackageName ?? '',
    region: found.Region || database.Region || region,
    database: database.InstanceId,
    log: log ? { set: log.LogsetId, topic: log.TopicId } : null,
  }
}
