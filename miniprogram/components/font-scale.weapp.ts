/** WeChat's own size of text beside which its factor is told: design/elderly.html of its documentation. */
const STANDARD_PX = 17
/** That of WeChat's mode for the elderly; beyond it nothing would fit beside anything on a phone. */
const MOST = 1.4

let known: number | null = null

/** How many times the usual size the person wants to read in, by their setting in WeChat: 1 to 1.4. */
export function fontScale(): number {
  known ??= asSet()
  return known
}

/** Small text is not made smaller still. */
function asSet(): number {
  const { fontSizeScaleFactor, fontSizeSetting }: Partial<WechatMiniprogram.AppBaseInfo> =
    wx.getAppBaseInfo?.() ?? {}
  const factor = fontSizeScaleFactor ?? (fontSizeSetting ?? STANDARD_PX) / STANDARD_PX
  return Math.min(MOST, Math.max(1, factor))
}
