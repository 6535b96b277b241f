import type { FaceEngine } from '../../../cloudfunctions/ports/face-verifier'
import { type DemonstrationServer, startDemonstration } from '../browser-server'
import { SERVER, weappOverHttp } from '../build-app'
import { Phone } from './index'
import { type Opened, signedInOn } from './journeys'
import type { PhonePlatform } from './platform'
import { phoneServer } from './server'
import type { Storage } from './wx'

export interface OpenedPhones {
  /** Of the suite; there from its first test on. */
  readonly server: () => DemonstrationServer
  /** A phone on which somebody has signed in. */
  readonly open: Opened
  /** A phone whose app is opened. @param url of the page that is opened first; left out: the app's own */
  readonly launch: (platform: PhonePlatform, url?: string, storage?: Storage) => Phone
}

/** For a suite: the demonstration over HTTP, and phones that are put away after each test. */
export function openedPhones(engine?: FaceEngine): OpenedPhones {
  let folder: string
  let server: DemonstrationServer
  let phones: Phone[] = []

  beforeAll(async () => {
    folder = weappOverHttp()
    server = await startDemonstration(folder, engine)
  }, 240_000)
  afterAll(() => server?.close())
  afterEach(() => {
    for (const phone of phones) phone.close()
    phones = []
  })

  return {
    server: () => server,
    open: async name => {
      const journey = await signedInOn(folder, server)(name)
      phones.push(journey.phone)
      return journey
    },
    launch: (platform, url, storage = new Map()) => {
      const phone = Phone.launch(folder, phoneServer(SERVER, server.url), storage, platform, url)
      phones.push(phone)
      return phone
    },
  }
}
