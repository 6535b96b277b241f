import type { Page } from 'playwright-core'
import { frameOf, jpegOf } from './face-clips/frame'
import { framesOf, type Scene, type ShownStep } from './face-clips/scenes'

/**
 * Somebody before a browser's camera, who reads what the page asks for and does it just then, however slow the machine
 * is: a film of fixed length would run ahead of a page that is drawn late.
 */

const STEPS: Readonly<Record<ShownStep, string>> = {
  'turn-left': '请慢慢向左转头',
  'turn-right': '请慢慢向右转头',
  nearer: '请把脸靠近一点',
}

/** Pictures of one part of a scene, JPEG in base64. */
type Part = readonly string[]

interface Acted {
  readonly straight: Part
  /** By the sentence that asks for it. */
  readonly asked: Readonly<Record<string, Part>>
}

const drawn = new Map<Scene, Promise<Acted>>()

/** Drawn once: while it is drawn, a server of the same process answers nobody. */
export function acted(scene: Scene): Promise<Acted> {
  const known = drawn.get(scene) ?? draw(scene)
  drawn.set(scene, known)
  return known
}

async function draw(scene: Scene): Promise<Acted> {
  const asked: Record<string, Part> = {}
  for (const [step, sentence] of Object.entries(STEPS) as [ShownStep, string][]) {
    asked[sentence] = await partOf(scene, step)
  }
  return { straight: await partOf(scene, null), asked }
}

async function partOf(scene: Scene, step: ShownStep | null): Promise<Part> {
  const pictures: string[] = []
  for (const poses of framesOf(scene, step)) {
    pictures.push((await jpegOf(await frameOf(...poses), 90)).toString('base64'))
  }
  return pictures
}

/** From now on this happens before the camera of the page. */
export async function actBefore(page: Page, scene: Scene): Promise<void> {
  await page.evaluate(standInFor, await acted(scene))
}

/** Runs in the page: what the camera sees is drawn, and its stream is a camera's. */
function standInFor({ straight, asked }: Acted): void {
  /** It takes so long to see what is asked; a movement is done within this time, and then held. */
  const REACTS_MS = 300
  const MOVES_MS = 700
  const SWAYS_MS = 400
  const load = (base64: string) =>
    createImageBitmap(new Blob([Uint8Array.from(atob(base64), sign => sign.charCodeAt(0))]))
  const loadAll = (part: readonly string[]) => Promise.all(part.map(load))
  navigator.mediaDevices.getUserMedia = async () => {
    const still = await loadAll(straight)
    const moves = new Map<string, ImageBitmap[]>()
    for (const [sentence, part] of Object.entries(asked)) moves.set(sentence, await loadAll(part))
    const canvas = Object.assign(document.createElement('canvas'), { width: 640, height: 480 })
    const context = canvas.getContext('2d')
    let sentence = ''
    let since = 0
    const show = () => {
      const now = performance.now()
      const said = document.querySelector('.face-step-sentence')?.textContent ?? ''
      if (said !== sentence) [sentence, since] = [said, now]
      const move = moves.get(sentence)
      const moving = now - since - REACTS_MS
      const picture =
        move && moving >= 0
          ? move[Math.min(move.length - 1, Math.floor((moving / MOVES_MS) * move.length))]
          : still[Math.floor(now / SWAYS_MS) % still.length]
      if (picture) context?.drawImage(picture, 0, 0)
    }
    show()
    const stream = canvas.captureStream(25)
    const timer = setInterval(() => {
      if (stream.getVideoTracks()[0]?.readyState === 'live') show()
      else clearInterval(timer)
    }, 40)
    return stream
  }
}
