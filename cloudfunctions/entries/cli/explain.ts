import { evaluate } from '../../domain/evaluate'
import { explainTrainee } from '../../services/explain/explain'
import { warnOfUnknownYears } from './evaluate'
import { readInput } from './input'
import { UsageError } from './usage-error'

/** `jineng explain FILE --trainee T1`: where the trainee's subsidy comes from, down to each check-in and clip. */
export async function explainCommand(args: readonly string[]): Promise<number> {
  const input = await readInput(args, { keepDetails: true, trainee: true })
  if (input === null) return 2
  if (input.trainee === undefined) throw new UsageError('请用 --trainee 给出学员编号，例如 --trainee T1')
  const evaluation = evaluate(input.dataset, input.calendar)
  const lines = explainTrainee(evaluation, input.trainee)
  if (lines === null) throw new UsageError(`文件里没有学员“${input.trainee}”，请检查 --trainee`)
  warnOfUnknownYears(evaluation)
  process.stdout.write(`${lines.join('\n')}\n`)
  return 0
}
