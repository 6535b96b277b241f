/** Something that has to be let go of, in the end. */
export interface ClosingStep {
  /** What it is that could not be finished, at that moment. */
  what(): string
  close(): Promise<void>
  /** Makes an end of what is still under way. */
  cut?(): void
}

/** The last steps get this long even when those before them took all of the time: a store has to be closed. */
const LEAST_MS = 1_000

/**
 * Closes one group after another, the steps of a group at the same time. A group that takes too long is left to
 * itself, so that the ones after it are closed too.
 * @returns what was not finished
 * @throws what a step throws, when all have been closed
 */
export async function closeInOrder(
  groups: readonly (readonly ClosingStep[])[],
  limitMs: number,
): Promise<readonly string[]> {
  const deadline = performance.now() + limitMs
  const outcomes: Outcome[] = []
  for (const group of groups) {
    const patience = Math.max(deadline - performance.now(), LEAST_MS)
    outcomes.push(...(await Promise.all(group.map(step => closeOne(step, patience)))))
  }
  const failed = outcomes.find(outcome => outcome.kind === 'failed')
  if (failed) throw failed.error
  return outcomes.flatMap(outcome => (outcome.kind === 'cut' ? [outcome.what] : []))
}

type Outcome =
  | { readonly kind: 'done' }
  | { readonly kind: 'cut'; readonly what: string }
  | { readonly kind: 'failed'; readonly error: unknown }

async function closeOne(step: ClosingStep, patienceMs: number): Promise<Outcome> {
  const closing = step.close().then(
    (): Outcome => ({ kind: 'done' }),
    (error: unknown): Outcome => ({ kind: 'failed', error }),
  )
  const patience = new Patience(patienceMs)
  const outcome = await Promise.race([closing, patience.over.then((): Outcome => cutOff(step))])
  patience.end()
  return outcome
}

function cutOff(step: ClosingStep): Outcome {
  const what = step.what()
  step.cut?.()
  return { kind: 'cut', what }
}

/** A pause that can be ended, so that no timer outlives it. */
class Patience {
  readonly over: Promise<void>
  #timer: NodeJS.Timeout | undefined

  constructor(ms: number) {
    this.over = new Promise(resolve => {
      this.#timer = setTimeout(resolve, ms)
    })
  }

  end(): void {
    clearTimeout(this.#timer)
  }
}
