import { fork } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { functionTools } from './bundles'

/** A function that is started cold, and what it is asked first. */
export interface Candidate {
  readonly name: string
  readonly file: string
  readonly event: object
  readonly environment: Readonly<Record<string, string>>
  /** Whether it has answered what it was asked. */
  isRight(answer: unknown): boolean
}

/** In milliseconds. */
export interface ColdStart {
  /** From before its code was loaded to its first answer. */
  readonly ms: number
  /** What of it loading the code took. */
  readonly loadMs: number
  /** The processor's part of it: what other work on this machine does not lengthen. */
  readonly cpuMs: number
}

/** In processes of their own, taking turns: what disturbs the machine for a while disturbs them all. */
export async function coldStarts(
  candidates: readonly Candidate[],
  rounds: number,
): Promise<ReadonlyMap<Candidate, readonly ColdStart[]>> {
  const all = new Map<Candidate, ColdStart[]>(candidates.map(one => [one, []]))
  for (let round = 0; round < rounds; round++) {
    const from = round % candidates.length
    for (const one of [...candidates.slice(from), ...candidates.slice(0, from)]) {
      all.get(one)!.push(await coldStart(one))
    }
  }
  return all
}

function coldStart({ name, file, event, environment, isRight }: Candidate): Promise<ColdStart> {
  return new Promise((done, failed) => {
    const child = fork(resolve('bench/functions/cold.cjs'), [file, JSON.stringify(event)], {
      env: { ...environment },
      execArgv: [],
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    })
    let told: (ColdStart & { readonly answer: unknown }) | null = null
    child.on('message', message => {
      told = message as ColdStart & { readonly answer: unknown }
    })
    child.on('error', failed)
    child.on('exit', status => {
      if (told !== null && isRight(told.answer)) return done(told)
      failed(new Error(`${name} ended with ${status} and answered ${JSON.stringify(told?.answer)}`))
    })
  })
}

/** The bare function, bundled as ours are. @returns its path */
export function bundledBare(): string {
  const file = resolve('dist/bench/bare-function.cjs')
  const { outputFiles } = functionTools().bundled(BARE, 'dist/bench/bare-function.cjs')
  mkdirSync(resolve('dist/bench'), { recursive: true })
  for (const { contents } of outputFiles) writeFileSync(file, contents)
  return file
}

/** The bare function as it is written: the SDK comes from node_modules. */
export const BARE = 'bench/functions/bare.cjs'
