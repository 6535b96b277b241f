/** A browser fetches the newest pages by itself. */
export function UpdateNotice() {
  return null
}
