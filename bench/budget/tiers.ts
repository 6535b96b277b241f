/** A tier of the cloud as far as a source says; null: no source was found. */
export interface Tier {
  readonly name: string
  readonly callsAMonth: number | null
  readonly gbSecondsAMonth: number | null
  readonly readsADay: number | null
  readonly writesADay: number | null
  readonly source: string
}

/** Looked up in stored copies of public pages, the newest of which is of the date. */
export const LOOKED_UP_ON = '2026-11-22'

export const TIERS: readonly Tier[] = [
  {
    name: '基础版 1（旧，免费额度）',
    callsAMonth: 200_000,
    gbSecondsAMonth: 40_000,
    readsADay: 50_000,
    writesADay: 30_000,
    source: 'developers.weixin.qq.com/minigame/en/dev/wxcloud/basis/concepts/quota.html',
  },
  {
    name: '基础版 2（旧）',
    callsAMonth: null,
    gbSecondsAMonth: 200_000,
    readsADay: 250_000,
    writesADay: null,
    source: '微信云开发“配额说明”的转载：w3cschool.cn/weixinapp/weixinapp-c9eh38kg.html',
  },
  {
    name: '专业版 1（旧）',
    callsAMonth: null,
    gbSecondsAMonth: 400_000,
    readsADay: 500_000,
    writesADay: null,
    source: '同上',
  },
  {
    name: '个人版（现行）',
    callsAMonth: 200_000,
    gbSecondsAMonth: null,
    readsADay: null,
    writesADay: null,
    source: 'cloud.tencent.com/document/api/876/133103 的示例（DescribeEnvPlans，`baas_personal`）',
  },
]
