import { type Evaluation, evaluate } from '../../domain/evaluate'
import { answerOf } from '../../services/dataset/answer'
import { readInput } from './input'
import { memoryKeeper } from './memory'
import { writeAll } from './output'
import { showProgress } from './progress'

/** `jineng evaluate FILE`: judges a dataset and prints the answer; exit status 2 and no answer for a bad one. */
export async function evaluateCommand(args: readonly string[]): Promise<number> {
  const input = await readInput(args, { keepDetails: false, trainee: false })
  if (input === null) return 2
  const memory = memoryKeeper(input.dataset.checkIns.size)
  memory.free()
  const evaluation = evaluate(input.dataset, input.calendar)
  memory.free()
  warnOfUnknownYears(evaluation)
  const progress = showProgress(undefined)
  await writeAll(answerOf(evaluation), written => {
    memory.afterWriting(written)
    progress.note(`正在输出 ${(written / 1e6).toFixed(0)} MB`)
  })
  progress.done()
  return 0
}

/** R14: a deadline that needs a year whose calendar isn't known is null, and that is said. */
export function warnOfUnknownYears(evaluation: Evaluation): void {
  for (const project of evaluation.dataset.projects) {
    const deadline = evaluation.deadline(project)
    if (deadline?.kind !== 'calendar-unknown') continue
    process.stderr.write(
      `注意：项目“${project.id}”的申请期限算不出来，还没有 ${deadline.year} 年的放假安排；请用 --working-days 补充\n`,
    )
  }
}
