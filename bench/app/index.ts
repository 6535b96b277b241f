import { startDemonstration } from '../../test/support/browser-server'
import { weappOverHttp } from '../../test/support/build-app'
import {
  instructorStarts,
  signedInOn,
  supervisorDecides,
  traineeChecksIn,
} from '../../test/support/wechat-phone/journeys'
import { MOST_NODES, MOST_SET_DATA_BYTES, type PageCost } from '../../test/support/wechat-phone/measured'
import { packagesIn } from './packages'

/**
 * `npm run bench -- app`: what the built mini-program weighs, package by package, and what its pages cost a phone while
 * it runs the journeys of a trainee, an instructor and a supervisor. Exit status 1 over a limit.
 */
export async function benchApp(): Promise<void> {
  const folder = weappOverHttp()
  const kept = [weigh(folder), await run(folder)]
  if (kept.includes(false)) process.exitCode = 1
}

function weigh(folder: string): boolean {
  const packages = packagesIn(folder)
  for (const { name, bytes, most } of packages) console.log(`${name}: ${bytes} bytes, limit ${most}`)
  return packages.every(({ bytes, most }) => bytes <= most)
}

async function run(folder: string): Promise<boolean> {
  const server = await startDemonstration(folder)
  const pages: PageCost[] = []
  try {
    const open = signedInOn(folder, server)
    for (const journey of [traineeChecksIn, instructorStarts, supervisorDecides]) {
      const { phone } = await journey(open)
      phone.close()
      pages.push(...phone.measured.pages)
    }
  } finally {
    await server.close()
  }
  for (const { route, mostNodes, mostBytes } of pages) {
    console.log(`${route}: ${mostNodes} nodes, largest setData ${mostBytes} bytes`)
  }
  console.log(`limits: ${MOST_NODES} nodes, ${MOST_SET_DATA_BYTES} bytes`)
  return pages.every(
    ({ mostNodes, mostBytes }) => mostNodes <= MOST_NODES && mostBytes <= MOST_SET_DATA_BYTES,
  )
}
