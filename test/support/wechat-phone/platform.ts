import type { PhoneFace } from './face'

/** One of WeChat's words on a template. */
export type Word = 'accept' | 'reject' | 'ban' | 'filter'

interface Told<T> {
  success?(result: T): void
  fail?(failure: { readonly errMsg: string; readonly errCode?: number }): void
}

interface Place {
  readonly latitude: number
  readonly longitude: number
}

type Decision = { readonly event: string; readonly buttonId?: string }
type Listener = (resolve: (decision: Decision) => void, about: { readonly referrer: string }) => void

type NetworkListener = (status: { readonly isConnected: boolean; readonly networkType: string }) => void

const NOT_IN_TAP = 'requestSubscribeMessage:fail can only be invoked by user TAP gesture.'
export const NOT_AUTHORIZED = 'privacy permission is not authorized'

/**
 * What WeChat itself asks the person and tells the app, by its documentation: privacy before the location, messages in
 * a tap and three templates at most, new versions, the size of text.
 */
export class PhonePlatform {
  /** Where the phone is; null: the person has not allowed it. */
  place: Place | null = null
  /** On a computer as wide as the person makes it. CSS pixels. */
  windowWidth = 375
  /** The person's setting; 1 is the standard. */
  fontSizeScaleFactor = 1
  /** What the person says of each template that is asked for; left out: yes. */
  words: Readonly<Record<string, Word>> = {}
  /** The person has turned off all such messages. */
  isSwitchedOff = false
  /** Null: this WeChat is too old to check faces. */
  face: PhoneFace | null = null
  /** The templates of each question. */
  readonly asked: (readonly string[])[] = []
  /** What was told of the privacy question. */
  readonly decisions: string[] = []
  readonly contractsOpened: number[] = []
  updates = 0
  /** So often the phone's make and settings were asked for. */
  systemInfoCalls = 0
  readonly #leaving = new Set<() => void>()
  readonly #network = new Set<NetworkListener>()
  #isTap = false
  #agreed = false
  readonly #tapped = new Set<string>()
  #listener: Listener | null = null
  #onUpdateReady: (() => void) | null = null

  /** A new version was fetched. */
  updateReady(): void {
    this.#onUpdateReady?.()
  }

  /** Something else is on the screen, of WeChat's own or another app's. */
  leave(): void {
    for (const listener of this.#leaving) listener()
  }

  /** The phone has come into a network, or has left all. */
  network(isConnected: boolean): void {
    const networkType = isConnected ? 'wifi' : 'none'
    for (const listener of this.#network) listener({ isConnected, networkType })
  }

  /** What is done in it is done by the person. @param consenting the id of WeChat's own button for agreeing */
  tap(act: () => void, consenting: string | null): void {
    this.#isTap = true
    if (consenting !== null) this.#tapped.add(consenting)
    try {
      act()
    } finally {
      this.#isTap = false
    }
  }

  readonly api = {
    onNeedPrivacyAuthorization: (listener: Listener) => {
      this.#listener = listener
    },
    openPrivacyContract: () => void this.contractsOpened.push(Date.now()),
    getLocation: (told: Told<Place>) => this.#locate(told),
    requestSubscribeMessage: (asked: { readonly tmplIds: readonly string[] } & Told<object>) =>
      this.#subscribe(asked),
    onAppHide: (listener: () => void) => void this.#leaving.add(listener),
    offAppHide: (listener: () => void) => void this.#leaving.delete(listener),
    onNetworkStatusChange: (listener: NetworkListener) => void this.#network.add(listener),
    offNetworkStatusChange: (listener: NetworkListener) => void this.#network.delete(listener),
    getUpdateManager: () => ({
      onUpdateReady: (listener: () => void) => {
        this.#onUpdateReady = listener
      },
      applyUpdate: () => {
        this.updates += 1
      },
    }),
  }

  /**
   * What is private is used, by an interface or a component of this name: the person is asked unless they have agreed.
   * @param granted once that is settled
   */
  use(referrer: string, granted: (isGranted: boolean) => void): void {
    if (this.#agreed || this.#listener === null) return granted(true)
    this.#listener(
      ({ event, buttonId = '' }) => {
        this.decisions.push(event)
        if (event === 'exposureAuthorization') return
        this.#agreed = event === 'agree' && this.#tapped.has(buttonId)
        granted(this.#agreed)
      },
      { referrer },
    )
  }

  #locate({ success, fail }: Told<Place>): void {
    const { place } = this
    if (place === null) return fail?.({ errMsg: 'getLocation:fail auth deny' })
    this.use('getLocation', isGranted =>
      isGranted ? success?.(place) : fail?.({ errMsg: `getLocation:fail ${NOT_AUTHORIZED}` }),
    )
  }

  #subscribe({ tmplIds, success, fail }: { readonly tmplIds: readonly string[] } & Told<object>): void {
    if (!this.#isTap) return fail?.({ errMsg: NOT_IN_TAP })
    if (tmplIds.length === 0 || tmplIds.length > 3) {
      return fail?.({ errMsg: 'requestSubscribeMessage:fail invalid tmplIds', errCode: 10_001 })
    }
    this.asked.push([...tmplIds])
    if (this.isSwitchedOff) {
      return fail?.({
        errMsg: 'requestSubscribeMessage:fail The main switch is switched off',
        errCode: 20_004,
      })
    }
    const words = Object.fromEntries(tmplIds.map(id => [id, this.words[id] ?? 'accept']))
    setTimeout(() => success?.({ errMsg: 'requestSubscribeMessage:ok', ...words }))
  }
}
