/** How WeChat's own page for the face was left. Whether the face was the right one the server asks WeChat itself. */
export type FacialEnd = 'finished' | 'cancelled' | 'no-permission' | 'unsupported' | 'timed-out' | 'failed'

/** A browser has no such page. */
export async function facialVerify(_verifyId: string): Promise<FacialEnd> {
  return 'unsupported'
}
