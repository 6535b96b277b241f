import { formatYuan } from '../../cloudfunctions/domain/money'
import { formatInstant } from '../../cloudfunctions/domain/time'
import type { CaseFile } from './situation'

/** A case as a dataset file, a row a line. */
export function caseLines(file: CaseFile): string {
  const rows: object[] = [
    ...(file.asOf === null ? [] : [{ type: 'asOf', asOf: formatInstant(file.asOf) }]),
    ...file.projects.map(project => ({ type: 'project', ...project })),
    ...file.classes.map(held => ({ type: 'class', ...held })),
    ...file.trainees.map(({ employment, ...trainee }) => ({
      type: 'trainee',
      ...trainee,
      ...(employment && { employment: employmentRow(employment) }),
    })),
    ...file.checkIns.map(checkIn => ({ type: 'checkIn', ...checkIn, at: formatInstant(checkIn.at) })),
    ...file.recordings.map(clip => ({ type: 'recording', ...clip })),
    ...file.decisions.map(decision => ({ type: 'decision', ...decision, at: formatInstant(decision.at) })),
  ]
  return rows.map(row => `${JSON.stringify(row)}\n`).join('')
}

function employmentRow({
  monthlyWageFen,
  ...rest
}: NonNullable<CaseFile['trainees'][number]['employment']>): object {
  return { ...rest, monthlyWageYuan: formatYuan(monthlyWageFen) }
}
