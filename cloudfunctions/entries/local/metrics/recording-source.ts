import type { Instant } from '../../../domain/model'
import type { Clock } from '../../../ports/clock'
import { type RecordingSource, RecordingSourceError } from '../../../ports/recording-source'

/** How the recording platform behaved when it was asked last. */
export interface SourceState {
  readonly state: 'not-asked' | 'answered' | RecordingSourceError['fault'] | 'failed'
  readonly at: Instant | null
}

/** The recording source as it is, and what it did last. */
export class WatchedSource implements RecordingSource {
  #last: SourceState = { state: 'not-asked', at: null }

  readonly recordings: RecordingSource['recordings'] = (...asked) =>
    this.#noted(this.source.recordings(...asked), ({ setback }) => setback?.fault ?? 'answered')

  readonly devices: RecordingSource['devices'] = (...asked) =>
    this.#noted(this.source.devices(...asked), () => 'answered')

  constructor(
    private readonly source: RecordingSource,
    private readonly clock: Clock,
  ) {}

  get last(): SourceState {
    return this.#last
  }

  async #noted<T>(answer: Promise<T>, stateOf: (given: T) => SourceState['state']): Promise<T> {
    try {
      const given = await answer
      this.#last = { state: stateOf(given), at: this.clock.now() }
      return given
    } catch (error) {
      const state = error instanceof RecordingSourceError ? error.fault : 'failed'
      this.#last = { state, at: this.clock.now() }
      throw error
    }
  }
}
