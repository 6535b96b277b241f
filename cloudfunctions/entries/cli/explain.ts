import { readInput } from './input'

export async function explainCommand(args: readonly string[]): Promise<number> {
  await readInput(args, { keepNames: true, trainee: true })
  return 0
}
