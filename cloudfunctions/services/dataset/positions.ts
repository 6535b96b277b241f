/**
 * Where in the file each row stood, for messages. Rows mostly follow one another, so only the breaks are kept: row
 * and position of each row that does not stand right behind the one before it.
 */
export class Positions {
  readonly #rows: number[] = []
  readonly #positions: number[] = []
  #next = -1

  add(row: number, position: number): void {
    if (position !== this.#next) {
      this.#rows.push(row)
      this.#positions.push(position)
    }
    this.#next = position + 1
  }

  of(row: number): number {
    let low = 0
    let high = this.#rows.length - 1
    while (low < high) {
      const middle = (low + high + 1) >>> 1
      if (this.#rows[middle]! <= row) low = middle
      else high = middle - 1
    }
    return this.#positions[low]! + row - this.#rows[low]!
  }
}
