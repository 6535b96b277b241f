import type { Recording } from '../../domain/model'
import {
  type CameraDayStream,
  goneRows,
  isCovered,
  type RowKey,
  rowKey,
  rowsOf,
} from '../documents/camera-days'

/** Rows that the stream doesn't hold yet, or not with so late an end; and those that were gone and are back. */
export function newRows(stream: CameraDayStream, rows: readonly Recording[]): Recording[] {
  const known = new Map(rowsOf(stream).map(row => [rowKey(row), row]))
  const gone = new Set(goneRows(stream).map(rowKey))
  return rows.filter(row => {
    const before = known.get(rowKey(row))
    return before === undefined || row.endTime > before.endTime || gone.has(rowKey(row))
  })
}

/** Rows of the stream whose time no row of the new listing covers. */
export function rowsNotListed(stream: CameraDayStream, rows: readonly Recording[]): RowKey[] {
  const gone = new Set(goneRows(stream).map(rowKey))
  return rowsOf(stream)
    .filter(row => row.endTime > row.startTime && !gone.has(rowKey(row)) && !isCovered(row, rows))
    .map(({ recType, startTime }) => ({ recType, startTime }))
}
