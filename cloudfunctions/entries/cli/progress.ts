const EVERY_MS = 200

/**
 * Shows on standard error how far a long run is; only to a person at a terminal, and nothing of a short run.
 * @param doing what is done with the bytes
 */
export function showProgress(
  totalBytes: number | undefined,
  doing = '正在读取',
): {
  readonly read: (bytes: number) => void
  /** Of a run whose bytes were shown. */
  readonly note: (text: string) => void
  /** Of a run that has lasted a while, bytes or not. */
  readonly step: (text: () => string) => void
  readonly done: () => void
} {
  if (!process.stderr.isTTY) return { read: () => {}, note: () => {}, step: () => {}, done: () => {} }
  let shownAt = Date.now()
  let shown = false
  const show = (text: string) => {
    shown = true
    process.stderr.write(`\r\x1b[K${text}`)
  }
  const step = (text: () => string) => {
    if (Date.now() - shownAt < EVERY_MS) return
    shownAt = Date.now()
    show(text())
  }
  return {
    read: bytes => step(() => `${doing} ${megabytes(bytes)}${totalBytes ? shareOf(bytes, totalBytes) : ''}`),
    step,
    note: text => {
      if (shown) show(text)
    },
    done: () => {
      if (shown) process.stderr.write('\r\x1b[K')
    },
  }
}

function shareOf(bytes: number, totalBytes: number): string {
  return ` / ${megabytes(totalBytes)}（${Math.floor((bytes / totalBytes) * 100)}%）`
}

function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(0)} MB`
}
