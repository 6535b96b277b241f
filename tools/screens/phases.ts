import type { DemonstrationServer } from '../../test/support/browser-server'
import { answerMakeUp, askForMakeUp, loseADay, losePower, waitForTheSlot } from './class'

type Begin = (server: DemonstrationServer) => Promise<void>

/** What happens in the demonstration, one after the other: with each, what screens show changes for good. */
const PHASES = {
  morning: async () => {},
  'without-power': losePower,
  'make-up-asked': askForMakeUp,
  'make-up-answered': answerMakeUp,
  /** Pictures whose taking itself changes something. */
  acts: async () => {},
  'recordings-unknown': loseADay,
  'second-slot': waitForTheSlot,
} as const satisfies Readonly<Record<string, Begin>>

export type Phase = keyof typeof PHASES

const order = Object.keys(PHASES) as readonly Phase[]

interface Timed {
  readonly name: string
  readonly at?: Phase
  readonly first?: Begin
}

const placeOf = ({ at = 'morning' }: Timed) => order.indexOf(at)

/** As they can be shown one after the other; those of one phase stay in their order. */
export const inOrder = <S extends Timed>(screens: readonly S[]): readonly S[] =>
  [...screens].sort((a, b) => placeOf(a) - placeOf(b))

/** Brings a demonstration to where each screen in turn can be shown. */
export class Stage {
  #reached = -1

  constructor(private readonly server: DemonstrationServer) {}

  /** @throws Error for a screen of a phase that is over */
  async set(screen: Timed): Promise<void> {
    const wanted = placeOf(screen)
    if (wanted < this.#reached) throw new Error(`${screen.name} comes too late`)
    while (this.#reached < wanted) {
      this.#reached += 1
      const phase = order[this.#reached]
      if (phase) await PHASES[phase](this.server)
    }
    await screen.first?.(this.server)
  }
}
