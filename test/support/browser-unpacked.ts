import { executable } from './browser'

/** Before any suite: two that unpacked the browser at the same moment would start one that is still being written. */
export default async function unpackBrowser(): Promise<void> {
  await executable()
}
