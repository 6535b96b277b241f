import type { DecisionEffect, Parsed, TraineeEffect } from '../contract/app'
import type { Evaluation } from '../domain/evaluate'
import type { Attendance, Decision, Project } from '../domain/model'
import { rulingRefusal, subjectsOf } from './decide'
import type { Account } from './documents/accounts'
import { CLASSES, type ClassRecord, PROJECTS } from './documents/classes'
import { read, readAll } from './documents/read'
import { type ClassEvidence, loadClasses } from './evidence'
import { evaluated } from './judging/rules'
import { type Outcome, refuse } from './outcome'
import type { Server } from './server'

/**
 * What a decision would do to hours and money, before it is taken: the project is evaluated as it stands and once more
 * with the decision. Nothing is kept.
 */
export async function previewDecision(
  server: Server,
  actor: Account,
  input: Parsed<'preview-decision'>,
): Promise<Outcome<'preview-decision'>> {
  const record = await read(server.store, CLASSES, input.classId)
  if (record === null) return refuse({ code: 'not-found', what: 'class' })
  const refusal = await rulingRefusal(server, record, input)
  if (refusal) return refuse(refusal)
  const { classes, projects } = await projectOf(server, record)
  const now = evaluated(classes, projects)
  const then = evaluated(classes.map(withDecision(input, actor, server.clock.now())), projects)
  return { done: true, answer: effectOf(classes, record, now, then) }
}

interface ProjectEvidence {
  readonly classes: readonly ClassEvidence[]
  /** The one project; none where it is not kept. */
  readonly projects: readonly Project[]
}

async function projectOf({ store }: Server, { training }: ClassRecord): Promise<ProjectEvidence> {
  const records = await readAll(store, CLASSES, { index: 'byId', equal: [] })
  const ofProject = records.filter(record => record.training.projectId === training.projectId)
  const [project, classes] = await Promise.all([
    read(store, PROJECTS, training.projectId),
    loadClasses(store, ofProject),
  ])
  return { classes, projects: project ? [project] : [] }
}

function withDecision(
  { classId, date, verdict, hours, reason, ...whom }: Parsed<'preview-decision'>,
  actor: Account,
  at: number,
): (evidence: ClassEvidence) => ClassEvidence {
  return evidence => {
    if (evidence.record.id !== classId) return evidence
    const latest = Math.max(at, ...evidence.decisions.map(decision => decision.at))
    const decisions = subjectsOf(whom).map(
      (traineeId): Decision => ({
        classId,
        date,
        ...(traineeId !== null && { traineeId }),
        verdict,
        ...(hours !== undefined && { hours }),
        by: actor.displayName,
        at: latest,
        reason: reason ?? '',
      }),
    )
    return { ...evidence, decisions: [...evidence.decisions, ...decisions] }
  }
}

function effectOf(
  classes: readonly ClassEvidence[],
  record: ClassRecord,
  now: Evaluation,
  then: Evaluation,
): DecisionEffect {
  const names = new Map(classes.flatMap(({ trainees }) => trainees.map(({ id, name }) => [id, name])))
  const [amountsNow, amountsThen] = [amountsOf(now), amountsOf(then)]
  const later = new Map([...then.attendance()].map(row => [row.traineeId, row]))
  const trainees = [...now.attendance()].flatMap((row): TraineeEffect[] => {
    const after = later.get(row.traineeId)
    if (after === undefined) return []
    const amounts = {
      amountFenBefore: amountsNow.get(row.traineeId) ?? 0,
      amountFenAfter: amountsThen.get(row.traineeId) ?? 0,
    }
    if (sameHours(row, after) && amounts.amountFenBefore === amounts.amountFenAfter) return []
    return [
      {
        traineeId: row.traineeId,
        name: names.get(row.traineeId) ?? row.traineeId,
        confirmedHoursBefore: row.confirmedHours,
        confirmedHoursAfter: after.confirmedHours,
        confirmedRateBefore: row.confirmedRate,
        confirmedRateAfter: after.confirmedRate,
        ...amounts,
      },
    ]
  })
  return {
    classId: record.id,
    trainees,
    totalFenBefore: sum(amountsNow.values()),
    totalFenAfter: sum(amountsThen.values()),
  }
}

function amountsOf(evaluation: Evaluation): ReadonlyMap<string, number> {
  const trainees = [...evaluation.settlements()].flatMap(settlement => settlement.trainees)
  return new Map(trainees.map(({ traineeId, amountFen }) => [traineeId, amountFen]))
}

function sameHours(a: Attendance, b: Attendance): boolean {
  return a.confirmedHours === b.confirmedHours && a.provisionalHours === b.provisionalHours
}

function sum(values: Iterable<number>): number {
  let total = 0
  for (const value of values) total += value
  return total
}
