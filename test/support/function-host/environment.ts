/** Who or what an invocation is for. */
export interface Asked {
  /** The person in WeChat. Absent for a timer and for HTTP, as in the cloud. */
  readonly openId?: string
  /** Where it came from; `wx_client` when absent. */
  readonly source?: 'wx_client' | 'wx_http' | 'timer'
  readonly unionId?: string
  readonly clientIp?: string
}

/** The gateway that the function's SDK is to find. */
export interface GatewayAddress {
  readonly env: string
  readonly serviceUrl: string
  readonly secretId: string
  readonly secretKey: string
}

export const APP_ID = 'wx0123456789abcdef'

/**
 * All that a function's process has in its environment: what the cloud gives to every instance, what was set for the
 * function, and who asks this time. The texts are the cloud's own: the SDK makes numbers of those that are all digits.
 */
export function environmentOf(
  gateway: GatewayAddress,
  settings: Readonly<Record<string, string>>,
  asked: Asked,
): Readonly<Record<string, string>> {
  const person = {
    WX_APPID: APP_ID,
    ...(asked.openId !== undefined && { WX_OPENID: asked.openId }),
    ...(asked.unionId !== undefined && { WX_UNIONID: asked.unionId }),
    ...(asked.clientIp !== undefined && { WX_CLIENTIP: asked.clientIp }),
  }
  const source = asked.source ?? 'wx_client'
  const isPerson = asked.openId !== undefined
  return {
    ...settings,
    ...instanceEnvironment(gateway),
    TCB_ENV: gateway.env,
    TCB_SOURCE: source,
    TRIGGER_SRC: source,
    TCB_CONTEXT_KEYS: 'TCB_ENV,TCB_SOURCE,TRIGGER_SRC',
    ...(isPerson ? { WX_CONTEXT_KEYS: Object.keys(person).join(','), ...person } : {}),
  }
}

/** What is there before anybody asks: a function's code is loaded under it. */
export function instanceEnvironment({ env, serviceUrl, secretId, secretKey }: GatewayAddress) {
  return {
    // The clock inside is UTC. A thread shares the zone of its process: who starts the host sets that one.
    TZ: 'UTC',
    TENCENTCLOUD_RUNENV: 'SCF',
    TENCENTCLOUD_REGION: 'ap-shanghai',
    TENCENTCLOUD_SECRETID: secretId,
    TENCENTCLOUD_SECRETKEY: secretKey,
    TENCENTCLOUD_SESSIONTOKEN: 'local-session-token',
    SCF_NAMESPACE: env,
    TCB_CONTEXT_CNFG: JSON.stringify({ URL: serviceUrl }),
  }
}
