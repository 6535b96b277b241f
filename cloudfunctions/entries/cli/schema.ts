import * as z from 'zod'
import { datasetSchema } from '../../contract/dataset'
import { UsageError } from './usage-error'

/** `jineng schema`: the dataset file's JSON Schema. */
export function schemaCommand(args: readonly string[]): number {
  if (args.length > 0) throw new UsageError('schema 不需要参数')
  process.stdout.write(`${JSON.stringify(z.toJSONSchema(datasetSchema, { io: 'input' }), null, 2)}\n`)
  return 0
}
