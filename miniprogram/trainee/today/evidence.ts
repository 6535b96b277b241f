import type { Input } from '../../../cloudfunctions/contract/app'
import { deviceId } from '../../api/device'
import { whereAmI } from '../../api/location'

/** What goes along with a check-in, beside who and when. */
export type Evidence = Omit<Input<'check-in'>, 'kind' | 'attemptKey' | 'waitedMs'>

/** One thing that the phone is asked before a check-in is sent. What it can't say, it leaves out. */
type Step = () => Promise<Evidence>

const phone: Step = async () => ({ deviceId: await deviceId() })

const place: Step = async () => {
  const location = await whereAmI()
  return location ? { location } : {}
}

/** In order. A step that needs the person's face goes last, so that it is as fresh as can be. */
const steps: readonly Step[] = [phone, place]

export async function gatherEvidence(): Promise<Evidence> {
  let evidence: Evidence = {}
  for (const step of steps) evidence = { ...evidence, ...(await step()) }
  return evidence
}
