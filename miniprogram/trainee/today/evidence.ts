import type { Input } from '../../../cloudfunctions/contract/app'
import { deviceId } from '../../api/device'
import { inTime } from '../../api/in-time'
import { whereAmI } from '../../api/location'

/** What goes along with a check-in, beside who and when. */
export type Evidence = Omit<Input<'check-in'>, 'kind' | 'attemptKey' | 'whose' | 'waitedMs'>

/** One thing that the phone is asked before a check-in is sent. What it can't say, it leaves out. */
type Step = () => Promise<Evidence>

/** A question whether the app may know the place can stay open for ever; the tap does not wait for it. */
const PATIENCE_MS = 15_000

const phone: Step = async () => ({ deviceId: await deviceId() })

const place: Step = async () => {
  const location = await whereAmI()
  return location ? { location } : {}
}

/** In order. */
const steps: readonly Step[] = [phone, place]

async function said(step: Step): Promise<Evidence> {
  try {
    return await inTime(step(), PATIENCE_MS)
  } catch {
    // A phone that can't keep its name or tell its place, or not in time, still checks in: a person looks at the day.
    return {}
  }
}

export async function gatherEvidence(): Promise<Evidence> {
  let evidence: Evidence = {}
  for (const step of steps) evidence = { ...evidence, ...(await said(step)) }
  return evidence
}
