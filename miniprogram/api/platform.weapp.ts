import { watchPrivacy } from './privacy'
import { watchForUpdate } from './update'

export function attendPlatform(): void {
  watchPrivacy()
  watchForUpdate()
}
