import type { FrameMark } from '../evidence/face'
import { bandsOf, bitsApart, bitsSet, type Looks, looksOf } from './alike'
import type { RuleOf } from './figures'
import type { MarkedCheck } from './marked-day'
import type { SeenCheck } from './seen'

type Rule = RuleOf<'same-picture'>

/** A check's pictures, as they are compared: what is plain says nothing, and what is nearly the same is said once. */
export interface Album {
  readonly check: SeenCheck
  readonly exact: ReadonlySet<string>
  readonly looks: readonly Looks[]
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
    for (const look of looks) {
      for (const band of bandsOf(look)) for (const album of this.#byBand.get(band) ?? []) found.add(album)
    }
    return [...found].filter(album => album.check.checkId !== check.checkId)
  }

  #add(album: Album): void {
    this.#albums.set(album.check.checkId, album)
    for (const hash of album.exact) put(this.#byExact, hash, album)
    for (const look of album.looks) for (const band of bandsOf(look)) put(this.#byBand, band, album)
  }
}

function put<K>(index: Map<K, Album[]>, key: K, album: Album): void {
  const known = index.get(key)
  if (known === undefined) index.set(key, [album])
  else if (known.at(-1) !== album) known.push(album)
}

function albumOf(check: SeenCheck, rule: Rule): Album {
  const telling = check.frames.filter(frame => !isPlain(frame, rule))
  const looks: Looks[] = []
  for (const { alike } of telling) {
    const look = looksOf(alike)
    if (look && !looks.some(known => bitsApart(known, look) <= rule.nearBits.value)) looks.push(look)
  }
  return { check, exact: new Set(telling.map(({ exact }) => exact)), looks }
}

/** A dark lens or a bare wall looks like any other. */
function isPlain({ alike }: FrameMark, { plainBits }: Rule): boolean {
  const look = looksOf(alike)
  if (look === null) return true
  const set = bitsSet(look)
  return set < plainBits.value || set > 64 - plainBits.value
}
