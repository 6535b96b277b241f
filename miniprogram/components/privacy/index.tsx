/** A browser asks by itself before it says where it is. */
export function Privacy() {
  return null
}
