import type { Recording } from '../../domain/model'
import { mergeRuns } from '../../domain/recording/runs'
import { SECOND } from '../../domain/time'
import { type CameraDayStream, goneRows, type RowKey, rowKey, rowsOf } from '../documents/camera-days'

/** Rows that the stream doesn't hold yet, or not with so late an end; and those that were gone and are back. */
export function newRows(stream: CameraDayStream, rows: readonly Recording[]): Recording[] {
  const known = new Map(rowsOf(stream).map(row => [rowKey(row), row]))
  const gone = new Set(goneRows(stream).map(rowKey))
  return rows.filter(row => {
    const before = known.get(rowKey(row))
    return before === undefined || row.endTime > before.endTime || gone.has(rowKey(row))
  })
}

/** The platform may list two touching files as one from one day to the next. */
const JOINT_MS = 10 * SECOND

/** Rows of the stream whose time no row of the new listing covers. */
export function rowsNotListed(stream: CameraDayStream, rows: readonly Recording[]): RowKey[] {
  const gone = new Set(goneRows(stream).map(rowKey))
  return rowsOf(stream)
    .filter(row => row.endTime > row.startTime && !gone.has(rowKey(row)) && !isCovered(row, rows))
    .map(({ recType, startTime }) => ({ recType, startTime }))
}

function isCovered(row: Recording, rows: readonly Recording[]): boolean {
  const sameStore = rows.filter(({ recType }) => recType === row.recType)
  const clips = sameStore.map(({ startTime, endTime }) => ({ start: startTime, end: endTime }))
  return mergeRuns(clips, JOINT_MS).some(({ start, end }) => start <= row.startTime && row.endTime <= end)
}
