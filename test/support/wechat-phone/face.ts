import type { WechatFace } from '../wechat-face'

interface Told {
  readonly errMsg: string
  readonly errCode?: number
}

interface Asked {
  readonly verifyId?: string
  success?(told: Told): void
  fail?(told: Told): void
}

/** WeChat's code for a face that is the one on file. */
const PASSED = 10_000

/**
 * WeChat's own page for the face, as one person's phone shows it over the app. What came of it WeChat's servers know;
 * the app is told by a code how it was left.
 */
export class PhoneFace {
  /** False: the phone has no camera at its front. */
  isSupported = true
  /** What comes of the person standing there, by WeChat's `verify_ret`; each once, and then always passed. */
  readonly comesTo: number[] = []
  /** The checks for which the page was shown. */
  readonly shown: string[] = []
  /** True: the person stands there, and nothing is told yet. */
  isHeld = false

  /**
   * @param leave the app's screen gives way to the page
   * @param atWechat what WeChat's servers hear of this person's phone
   */
  constructor(
    private readonly leave: () => void,
    private readonly atWechat: ReturnType<WechatFace['phone']>,
  ) {}

  readonly api = {
    checkIsSupportFacialRecognition: ({ success, fail }: Asked) =>
      setTimeout(() =>
        this.isSupported
          ? success?.({ errMsg: 'checkIsSupportFacialRecognition:ok' })
          : fail?.({ errMsg: 'checkIsSupportFacialRecognition:fail No front camera', errCode: 10_001 }),
      ),
    requestFacialVerify: (asked: Asked) => setTimeout(() => this.#show(asked)),
  }

  #show({ verifyId = '', success, fail }: Asked): void {
    this.shown.push(verifyId)
    this.leave()
    const errCode = this.atWechat.requestFacialVerify(verifyId, this.comesTo.shift() ?? PASSED)
    if (this.isHeld) return
    if (errCode === 0) success?.({ errMsg: 'requestFacialVerify:ok', errCode })
    else fail?.({ errMsg: 'requestFacialVerify:fail', errCode })
  }
}
