import { showProgress } from './progress'

interface CopyProgress {
  readonly onProgress: (progress: { readonly writtenBytes: number; readonly totalBytes: number }) => void
  readonly onChecking: () => void
  readonly done: () => void
  /** Ends with a sentence that says so, on a line of its own. */
  readonly interrupted: (sentence: string) => void
}

/** Shows at a terminal how far a copy of a store is, and that it is being checked. */
export function showCopyProgress(doing: string): CopyProgress {
  let progress: ReturnType<typeof showProgress> | null = null
  return {
    onProgress: ({ writtenBytes, totalBytes }) => {
      progress ??= showProgress(totalBytes, doing)
      progress.read(writtenBytes)
    },
    onChecking: () => progress?.note('正在检查备份是否完好'),
    done: () => progress?.done(),
    interrupted: sentence => {
      progress?.done()
      process.stderr.write(`${sentence}\n`)
    },
  }
}
