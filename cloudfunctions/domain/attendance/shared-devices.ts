import type { TraineeDayTable } from './trainee-days'

const NOBODY = -1
const SEVERAL = -2

/**
 * R6 `shared-device`: among the check-ins chosen for one class-day, start or end, whose device serves more than one
 * trainee. One instance serves all class-days in turn: what was noted for another day is told by its stamp.
 */
export class SharedDevices {
  readonly #stamp: Int32Array
  readonly #owner: Int32Array
  #day = 0
  #anyShared = false

  constructor(devices: number) {
    this.#stamp = new Int32Array(devices)
    this.#owner = new Int32Array(devices)
  }

  /** @param cells the class-day's cells, one a trainee */
  flag(table: TraineeDayTable, cells: Int32Array): void {
    this.#day += 1
    this.#anyShared = false
    for (const cell of cells) {
      this.#note(table, table.choices.start(cell), cell)
      this.#note(table, table.choices.end(cell), cell)
    }
    if (!this.#anyShared) return
    for (const cell of cells) {
      if (this.#shared(table, table.choices.start(cell)) || this.#shared(table, table.choices.end(cell))) {
        table.flagSharedDevice(cell)
      }
    }
  }

  #note(table: TraineeDayTable, row: number, cell: number): void {
    const device = deviceOf(table, row)
    if (device === NOBODY) return
    const owner = this.#stamp[device] === this.#day ? this.#owner[device]! : NOBODY
    this.#stamp[device] = this.#day
    const several = owner !== NOBODY && owner !== cell
    this.#owner[device] = several ? SEVERAL : cell
    if (several) this.#anyShared = true
  }

  #shared(table: TraineeDayTable, row: number): boolean {
    const device = deviceOf(table, row)
    return device !== NOBODY && this.#owner[device] === SEVERAL
  }
}

function deviceOf(table: TraineeDayTable, row: number): number {
  return row < 0 ? NOBODY : table.checkIns.device(row)
}
