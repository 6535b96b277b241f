import { useEffect, useRef, useState } from 'react'
import { CallFailure } from '../../../api/call'
import { onLeaving } from '../../../api/face-leaving'
import { hush, speak } from '../../../api/face-speech'
import { goToSignInAnew } from '../../../api/session'
import type { CameraTrouble, Shutter } from '../../../components/face-camera/shutter'
import type { Attempt } from '../kept'
import { type CheckResult, NoCheck, tryFace } from './check'
import { endWords, type FaceEnd, type Halt } from './ends'
import type { Stretch } from './pace'

export type Phase =
  | { readonly at: 'opening' | 'judging' | 'passed' }
  | { readonly at: 'filming'; readonly stretch: Stretch; readonly place: number; readonly of: number }
  | { readonly at: 'end'; readonly end: FaceEnd }

interface Settling<T> {
  readonly promise: Promise<T>
  readonly settle: (value: T) => void
}

function settling<T>(): Settling<T> {
  let settle: (value: T) => void = () => {}
  const promise = new Promise<T>(resolve => {
    settle = resolve
  })
  return { promise, settle }
}

/** One try, as the screen sees it. */
interface Try {
  readonly camera: Settling<Shutter>
  readonly halt: Settling<Halt>
}

const newTry = (): Try => ({ camera: settling(), halt: settling() })

interface Options {
  readonly attempt: Attempt
  readonly elder: boolean
  readonly onPassed: (checkId: string) => void
  /** The tap goes as it is: nobody was reached, or there is no lesson. */
  readonly onNoCheck: () => void
}

export interface FaceStep {
  readonly phase: Phase
  /** Names the try, so that each has a camera of its own. */
  readonly turn: number
  readonly ready: (shutter: Shutter) => void
  readonly trouble: (trouble: CameraTrouble) => void
  readonly stop: () => void
  readonly again: () => void
}

export function useFaceStep({ attempt, elder, onPassed, onNoCheck }: Options): FaceStep {
  const [phase, setPhase] = useState<Phase>({ at: 'opening' })
  const [turn, setTurn] = useState(0)
  // There before the camera is: one that fails at once is heard.
  const [first] = useState(newTry)
  const current = useRef<Try | null>(first)
  const askAgain = useRef<(() => Promise<CheckResult>) | null>(null)
  const say = (sentence: string) => elder && speak(sentence)
  const settle = (result: CheckResult) => {
    if (result.passed) {
      setPhase({ at: 'passed' })
      return onPassed(result.checkId)
    }
    askAgain.current = result.askAgain
    setPhase({ at: 'end', end: result.end })
    const { title, sentence } = endWords(result.end)
    say(`${title}。${sentence}`)
  }
  const fail = (error: unknown) => {
    if (error instanceof NoCheck) return onNoCheck()
    if (error instanceof CallFailure && error.code === 'signed-out') return void goToSignInAnew()
    throw error
  }
  const begin = async (now: Try): Promise<void> => {
    const isNow = () => current.current === now
    current.current = now
    setPhase({ at: askAgain.current ? 'judging' : 'opening' })
    const show = (stretch: Stretch, place: number, of: number) => {
      if (!isNow()) return
      setPhase({ at: 'filming', stretch, place, of })
      say(stretch.sentence)
    }
    const judging = () => isNow() && setPhase({ at: 'judging' })
    const stage = { elder, camera: () => now.camera.promise, halt: now.halt.promise, show, judging }
    try {
      const result = await (askAgain.current?.() ?? tryFace(attempt, stage))
      if (isNow()) settle(result)
    } catch (error) {
      if (isNow()) fail(error)
    }
  }
  const halt = (why: Halt) => current.current?.halt.settle(why)
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each tap.
  useEffect(() => {
    void begin(first)
    const deaf = onLeaving(() => halt('hidden'))
    return () => {
      deaf()
      hush()
      halt('hidden')
      current.current = null
    }
  }, [])
  return {
    phase,
    turn,
    ready: shutter => current.current?.camera.settle(shutter),
    trouble: halt,
    stop: () => halt('cancelled'),
    again: () => {
      setTurn(count => count + 1)
      void begin(newTry())
    },
  }
}
