import type { FrameMark } from '../evidence/face'
import { bandsOf, bitsApart, type Looks, looksOf } from './alike'
import type { RuleOf } from './figures'
import type { MarkedCheck } from './marked-day'
import type { SeenCheck } from './seen'

type Rule = RuleOf<'same-picture'>

/** One look of a check: the hashes of all its frames that are nearly the same, the first and the last by way of others. */
export type Look = readonly Looks[]

/** A check's pictures, as they are compared: what shows nothing is left out, and what is nearly the same is one look. */
export interface Album {
  readonly check: SeenCheck
  readonly exact: ReadonlySet<string>
  readonly looks: readonly Look[]
}

/** The pictures of many checks, found by a hash, or by a part of one that is nearly the same. */
export class PictureIndex {
  readonly #albums = new Map<string, Album>()
  readonly #byExact = new Map<string, Album[]>()
  readonly #byBand = new Map<number, Album[]>()

  constructor(checks: readonly SeenCheck[], rule: Rule) {
    for (const check of checks) this.#add(albumOf(check, rule))
  }

  albumOf({ checkId }: MarkedCheck): Album | null {
    return this.#albums.get(checkId) ?? null
  }

  /** All that may have a picture in common with it, each once, itself left out. */
  near({ check, exact, looks }: Album): Album[] {
    const found = new Set<Album>()
    for (const hash of exact) for (const album of this.#byExact.get(hash) ?? []) found.add(album)
    for (const band of bandsIn(looks)) for (const album of this.#byBand.get(band) ?? []) found.add(album)
    return [...found].filter(album => album.check.checkId !== check.checkId)
  }

  #add(album: Album): void {
    this.#albums.set(album.check.checkId, album)
    for (const hash of album.exact) put(this.#byExact, hash, album)
    for (const band of bandsIn(album.looks)) put(this.#byBand, band, album)
  }
}

function bandsIn(looks: readonly Look[]): ReadonlySet<number> {
  return new Set(looks.flat().flatMap(bandsOf))
}

function put<K>(index: Map<K, Album[]>, key: K, album: Album): void {
  const known = index.get(key)
  if (known === undefined) index.set(key, [album])
  else known.push(album)
}

function albumOf(check: SeenCheck, { nearBits }: Rule): Album {
  const telling = check.frames.filter(({ alike }) => looksOf(alike) !== null)
  return {
    check,
    exact: new Set(telling.map(({ exact }) => exact)),
    looks: looksIn(telling, nearBits.value),
  }
}

/** The same ones whatever the order of the frames. */
function looksIn(frames: readonly FrameMark[], bits: number): Look[] {
  let found: Look[] = []
  for (const alike of new Set(frames.map(frame => frame.alike))) {
    const one = looksOf(alike)
    if (one === null) continue
    const near = found.filter(look => areNear(look, [one], bits))
    found = [...found.filter(look => !near.includes(look)), [one, ...near.flat()]]
  }
  return found
}

/** Whether a frame of one is so many bits at most from a frame of the other. */
export function areNear(a: Look, b: Look, bits: number): boolean {
  return a.some(one => b.some(other => bitsApart(one, other) <= bits))
}
