import type { Browser } from 'playwright-core'
import { openFaceEngine } from '../../cloudfunctions/adapters/face-embedded'
import { launchBrowser } from '../../test/support/browser'
import { type DemonstrationServer, startDemonstration } from '../../test/support/browser-server'
import { PHONE, visit } from '../../test/support/browser-visit'
import { builtApp } from '../../test/support/build-app'
import { actBefore, acted } from '../../test/support/face-actor'
import { faceEngineFiles } from '../../test/support/face-clips/files'
import { enrolmentPhotos } from '../../test/support/face-clips/scenes'
import { enrol } from '../../test/support/face-trainee'
import { type Moments, watchCheckIn } from './moments'

const MOST_MACHINE_MS = 3_000

interface Parts {
  /** From the tap to the first sentence: opening the check and the camera. */
  readonly before: number
  /** What the person does. */
  readonly person: number
  /** From the last picture to the tick: the pictures' way, the verdict, the check-in. */
  readonly after: number
}

async function checkIn(browser: Browser, server: DemonstrationServer, name: string): Promise<Parts> {
  const { page, context } = await visit(browser, server.url, server.account(name), PHONE)
  await page.getByText('今天的课').waitFor()
  await actBefore(page, 'same-person')
  await page.evaluate(watchCheckIn)
  await page.getByRole('button', { name: '开始签到', exact: true }).click()
  await page.waitForFunction(() => window.moments?.ticked != null)
  const moments = await page.evaluate(() => window.moments)
  await context.close()
  return partsOf(moments)
}

function partsOf(moments: Moments | undefined): Parts {
  const { tapped, asked, acted: done, ticked } = moments ?? {}
  if (tapped == null || asked == null || done == null || ticked == null) {
    throw new Error(`the check was not seen whole: ${JSON.stringify(moments)}`)
  }
  return { before: asked - tapped, person: done - asked, after: ticked - done }
}

const median = (numbers: readonly number[]): number =>
  [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN

/**
 * `npm run bench -- face-check-in`: how long a check-in by face takes from the tap to the tick, with the real models, a
 * real browser and somebody before its camera; what the person does is told apart from what the machine does. Exit
 * status 1 over the limit.
 *
 * @param rounds each with a trainee of its own, at most 24
 */
export async function benchFaceCheckIn(rounds: number): Promise<void> {
  await acted('same-person')
  const photos = (await enrolmentPhotos('trainee')).map(photo => Buffer.from(photo).toString('base64'))
  const engine = await openFaceEngine(faceEngineFiles())
  const server = await startDemonstration(builtApp('h5'), engine)
  const browser = await launchBrowser()
  const measured: Parts[] = []
  try {
    for (let n = 1; n <= rounds; n += 1) {
      const name = `xueyuan${String(n).padStart(2, '0')}`
      await enrol(server, name, photos)
      measured.push(await checkIn(browser, server, name))
    }
  } finally {
    await browser.close()
    await server.close()
    await engine.close()
  }
  const machine = measured.map(({ before, after }) => before + after)
  const told = (part: keyof Parts) => Math.round(median(measured.map(parts => parts[part])))
  console.log(`check-in by face, median of ${rounds}:`)
  console.log(`  tap to first sentence ${told('before')} ms, last picture to tick ${told('after')} ms`)
  console.log(
    `  the machine's time    ${Math.round(median(machine))} ms (${machine.map(Math.round).join(', ')}), limit ${MOST_MACHINE_MS} ms`,
  )
  console.log(`  the person's time     ${told('person')} ms`)
  if (median(machine) > MOST_MACHINE_MS) process.exitCode = 1
}
