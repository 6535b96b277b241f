import type { FaceOutcome, VerdictFigures } from '../../../cloudfunctions/domain/evidence/face'
import { foundBy } from '../../../cloudfunctions/services/face/found'

const figures = (likeness: number | null): VerdictFigures => ({
  likeness,
  threshold: 4_600,
  passive: null,
  steps: [],
  marks: [],
})

describe('of a face is kept what a check has found, and nothing that it has not', () => {
  it.each<[FaceOutcome, VerdictFigures | null, ReturnType<typeof foundBy>]>([
    ['passed', figures(7_000), { matched: true, live: true }],
    ['passed', null, { matched: true, live: true }],
    // Nobody has looked whether a stranger is alive.
    ['not-same-person', figures(1_000), { matched: false, live: null }],
    ['not-same-person', null, { matched: false, live: null }],
    // It is alive, and neither of the two.
    ['uncertain', figures(4_599), { matched: null, live: true }],
    // WeChat's 10002, 90011: whose face it was it does not say.
    ['not-live', null, { matched: null, live: false }],
    ['not-live', figures(null), { matched: null, live: false }],
    ['not-live', figures(4_599), { matched: null, live: false }],
    ['not-live', figures(4_600), { matched: true, live: false }],
    ['no-face', figures(null), null],
    ['several-faces', figures(null), null],
    ['cancelled', null, null],
    ['timed-out', null, null],
  ])('%s, with %j', (outcome, given, found) => {
    expect(foundBy({ outcome, figures: given })).toEqual(found)
  })
})
