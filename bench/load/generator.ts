import fs from 'node:fs'
import autocannon from 'autocannon'
import { Attempts } from './attempts'

/** What the generator is told, and what it tells when it is done. */
export interface Job {
  readonly url: string
  readonly seconds: number
  readonly connections: number
  /** Session tokens, one a line. */
  readonly tokensFile: string
  /** Where the ids of the acknowledged attempts are added, one a line. */
  readonly acknowledgedFile: string | null
  /** Makes the attempt keys of this job different from those of another. */
  readonly name: string
}

export interface Load {
  readonly perSecond: number
  readonly p50: number
  readonly p99: number
  readonly slowest: number
  readonly answered: number
  readonly repeats: number
  /** Answers other than 2xx, or that did not accept; and connections that broke or timed out. */
  readonly wrong: number
}

async function main(job: Job): Promise<void> {
  const tokens = fs.readFileSync(job.tokensFile, 'utf8').trim().split('\n')
  const attempts = new Attempts(tokens, job.name, job.acknowledgedFile !== null)
  const result = await run(job, attempts)
  // As a phone does that got no answer: what was under way when the time was over is sent again.
  if (job.acknowledgedFile !== null) {
    for (const { headers, body } of attempts.unanswered()) {
      const response = await fetch(`${job.url}/api/check-in`, { method: 'POST', headers, body })
      attempts.answered(body, response.status, await response.text())
    }
    fs.appendFileSync(job.acknowledgedFile, [...attempts.acknowledged, ''].join('\n'))
  }
  const load: Load = {
    perSecond: result.requests.total / result.duration,
    p50: result.latency.p50,
    p99: result.latency.p99,
    slowest: result.latency.max,
    answered: result.requests.total,
    repeats: attempts.repeats,
    wrong: result.non2xx + result.errors + attempts.refused,
  }
  fs.writeSync(3, JSON.stringify(load))
}

function run(job: Job, attempts: Attempts) {
  return autocannon({
    url: `${job.url}/api/check-in`,
    method: 'POST',
    duration: job.seconds,
    connections: job.connections,
    requests: [
      {
        setupRequest(request, context: { body?: string }) {
          const { headers, body } = attempts.next()
          context.body = body
          return { ...request, headers, body }
        },
        onResponse(status, body, context: { body?: string }) {
          if (context.body !== undefined) attempts.answered(context.body, status, body)
        },
      },
    ],
  })
}

main(JSON.parse(process.argv[2]!) as Job).catch((error: unknown) => {
  console.error(error)
  process.exitCode = 1
})
