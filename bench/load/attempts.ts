interface Question {
  readonly headers: Record<string, string>
  readonly body: string
}

const REPEAT_EVERY = 10
/** Trainees of one class do not come one after another; prime, so that everybody has a turn. */
const STRIDE = 7_919
const RECENT = 1_000

/** Taps of one trainee after another, some of them sent twice, and what was answered. */
export class Attempts {
  readonly acknowledged: string[] = []
  repeats = 0
  refused = 0
  #turn = 0
  #asked = 0
  readonly #waiting = new Map<string, Question>()
  readonly #recent: Question[] = []

  /** @param checked whether the answers are a check-in's, or a baseline's that nobody reads */
  constructor(
    private readonly tokens: readonly string[],
    private readonly name: string,
    private readonly checked: boolean,
  ) {}

  next(): Question {
    this.#asked += 1
    const again = this.#asked % REPEAT_EVERY === 0 ? this.#recent[this.#asked % RECENT] : undefined
    if (again) this.repeats += 1
    const question = again ?? this.#fresh()
    if (this.checked) this.#waiting.set(question.body, question)
    return question
  }

  answered(body: string, status: number, text: string): void {
    if (!this.checked) return
    const question = this.#waiting.get(body)
    this.#waiting.delete(body)
    const attemptId = /"accepted":true.*"attemptId":"([^"]+)"/.exec(text)?.[1]
    if (status !== 200 || attemptId === undefined) {
      this.refused += 1
      return
    }
    this.acknowledged.push(attemptId)
    if (question) this.#recent[this.acknowledged.length % RECENT] = question
  }

  unanswered(): Question[] {
    return [...this.#waiting.values()]
  }

  #fresh(): Question {
    const turn = this.#turn++
    const place = (turn * STRIDE) % this.tokens.length
    const attempt = {
      kind: turn < this.tokens.length ? 'start' : 'end',
      attemptKey: `${this.name}-${turn}`.padEnd(22, '-'),
      deviceId: `device-${place}`,
      location: { latitude: 43.8801, longitude: 125.3202 },
    }
    const headers = {
      'content-type': 'application/json',
      cookie: `session=${this.tokens[place]}`,
    }
    return { headers, body: JSON.stringify(attempt) }
  }
}
