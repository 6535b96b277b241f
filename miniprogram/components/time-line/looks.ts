import type { MissingLook } from './track'

interface LookWords {
  /** On the stretch itself. */
  readonly short: string
  /** In the key under the lines, and in the table. */
  readonly long: string
}

/** Each reason why there is nothing to see in its own words; its pattern is in the styles. */
export const missingWords: Readonly<Record<MissingLook, LookWords>> = {
  off: { short: '离线', long: '摄像头离线' },
  gone: { short: '已删除', long: '录像后来被删除' },
  none: { short: '没有录像', long: '查询过，没有录像' },
  'camera-offline': { short: '没查到', long: '查询时摄像头离线，有没有录像还不知道' },
  unreachable: { short: '没有答复', long: '平台没有答复，有没有录像还不知道' },
  'retention-passed': { short: '过期', long: '已过平台保存期，有没有录像无法知道' },
  'not-asked': { short: '还没查', long: '还没有向平台查询' },
}

export const isMissing = (look: string): look is MissingLook => look in missingWords
