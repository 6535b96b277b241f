import { Announcer } from './cloud-record/announcer'
import { Plans } from './cloud-record/plans'
import { Projects } from './cloud-record/projects'
import { Desk } from './desk'
import { Faults } from './faults'
import { Journal } from './journal'
import type { EzvizStandIn, EzvizStandInOptions } from './options'
import { Pictures } from './pictures/pictures'
import { Addresses } from './playback/addresses'
import { onOffLine } from './push/on-off-line'
import { Outbox } from './push/outbox'
import { createRoutes } from './routes'
import { listen } from './server'
import { Tokens } from './tokens'
import { World } from './world'

/** Everything behind the door. */
function assemble(options: EzvizStandInOptions) {
  const world = new World(options)
  const tokens = new Tokens(options)
  const pictures = new Pictures(world)
  const projects = new Projects(world)
  const plans = new Plans(world)
  const faults = new Faults()
  const journal = new Journal()
  const outbox = new Outbox(() => world.now())
  const announcer = new Announcer(world, projects, plans, message => outbox.send(message))
  const tick = () => {
    announcer.announce()
    return outbox.flush()
  }
  const addresses = new Addresses(world)
  const routes = createRoutes({ world, tokens, pictures, addresses, projects, plans })
  const desk = new Desk({ world, routes, faults, journal, pictures, tick })
  return { world, tokens, faults, journal, outbox, desk, tick }
}

type Parts = ReturnType<typeof assemble>

function cameraHandle({ world, outbox, tick }: Parts) {
  return {
    setCamera: camera => world.cameras.set(camera),
    setOnline(deviceSerial, online) {
      const changed = world.cameras.setOnline(deviceSerial, online)
      const [camera] = world.cameras.channelsOf(deviceSerial)
      if (changed && camera) outbox.send(onOffLine(camera, online, world.now()))
      void tick()
    },
    setPrivacy: (deviceSerial, on) => world.cameras.setPrivacy(deviceSerial, on),
    setClockSkew: (deviceSerial, ms) => world.cameras.setClockSkew(deviceSerial, ms),
  } satisfies Partial<EzvizStandIn>
}

function faultHandle({ world, tokens, faults }: Parts) {
  return {
    setListing: habits => {
      world.habits = habits
    },
    setLimits: limits => {
      world.limits.allowed = limits
    },
    deleteRecordings: deletion => world.delete(deletion),
    fault: (fault, scope = {}) => faults.add(fault, scope),
    forgetTokens: () => tokens.forget(),
  } satisfies Partial<EzvizStandIn>
}

function pushHandle({ outbox, tick }: Parts) {
  return {
    subscribe: subscription => {
      outbox.subscription = subscription
    },
    setPushing: habits => {
      outbox.habits = habits
    },
    releasePushes(order) {
      outbox.release(order)
      void tick()
    },
    pushAgain(messageId) {
      outbox.sendAgain(messageId)
      void tick()
    },
    push(message) {
      const messageId = outbox.send(message)
      void tick()
      return messageId
    },
    deliveries: outbox.deliveries,
    tick,
  } satisfies Partial<EzvizStandIn>
}

/** Looks at the clock now and then. @returns stops it */
function keepTicking(tick: () => Promise<void>, everyMs: number | undefined): () => void {
  if (everyMs === undefined) return () => {}
  const timer = setInterval(() => void tick(), everyMs).unref()
  return () => clearInterval(timer)
}

/** Stands in for open.ys7.com on loopback: the documented wire, the cameras given, faults on demand. */
export async function startEzvizStandIn(options: EzvizStandInOptions): Promise<EzvizStandIn> {
  const parts = assemble(options)
  const { world, desk, journal, outbox, tick } = parts
  const { url, close } = await listen((request, response) => desk.serve(request, response), options.port ?? 0)
  world.url = url
  const stopTicking = keepTicking(tick, options.tickEveryMs)
  return {
    url,
    calls: journal.calls,
    ...cameraHandle(parts),
    ...faultHandle(parts),
    ...pushHandle(parts),
    close: async () => {
      stopTicking()
      await close()
      await outbox.close()
    },
  }
}
