import { Desk } from './desk'
import { Faults } from './faults'
import { Journal } from './journal'
import type { EzvizStandIn, EzvizStandInOptions } from './options'
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
  const faults = new Faults()
  const journal = new Journal()
  const outbox = new Outbox(() => world.now())
  const desk = new Desk(world, createRoutes(world, tokens), faults, journal)
  return { world, tokens, faults, journal, outbox, desk, tick: () => outbox.flush() }
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

/** Stands in for open.ys7.com on loopback: the documented wire, the cameras given, faults on demand. */
export async function startEzvizStandIn(options: EzvizStandInOptions): Promise<EzvizStandIn> {
  const parts = assemble(options)
  const { url, close } = await listen(
    (request, response) => parts.desk.serve(request, response),
    options.port ?? 0,
  )
  parts.world.url = url
  return {
    url,
    calls: parts.journal.calls,
    ...cameraHandle(parts),
    ...faultHandle(parts),
    ...pushHandle(parts),
    close: async () => {
      await close()
      await parts.outbox.close()
    },
  }
}
