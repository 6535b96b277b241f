import { once } from 'node:events'

/** Writes pieces one after another, as fast as the reader takes them. */
export async function writeAll(
  pieces: Iterable<string>,
  onWritten: (characters: number) => void,
): Promise<void> {
  let written = 0
  for (const piece of pieces) {
    written += piece.length
    if (!process.stdout.write(piece)) await once(process.stdout, 'drain')
    onWritten(written)
  }
}
