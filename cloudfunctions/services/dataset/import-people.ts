import { quoted } from '../../contract/problem'
import type { Project, TrainingClass } from '../../domain/model'
import { occupationOf } from '../../domain/plan/class-plan'
import { insert, type Write } from '../../ports/store'
import { CLASSES, type ClassRecord, PROJECTS, TRAINEES } from '../documents/classes'
import { read } from '../documents/read'
import { sealTrainee, withIdNumber } from '../id-numbers/seal'
import { planOf } from '../schedule'
import { canonicalJson } from '../streams/chain'
import type { Importing, Kind } from './import-context'
import type { FileRow } from './import-rows'
import { Texts, toProject, toTrainee } from './rows'

type PeopleRow = Extract<FileRow, { readonly type: 'project' | 'class' | 'trainee' }>

/** The writes that keep a project, a class or a trainee; none where the store holds the same, or a problem. */
export async function importPerson(importing: Importing, file: PeopleRow): Promise<Write[]> {
  const nul = pathOfNul(file.row)
  if (nul !== null) {
    importing.problems.add(`${file.path}${nul}`, '含有空字符（U+0000），无法存下，请删去')
    return []
  }
  switch (file.type) {
    case 'project':
      return importProject(importing, file)
    case 'class':
      return importClass(importing, file)
    case 'trainee':
      return importTrainee(importing, file)
  }
}

type RowOf<T extends PeopleRow['type']> = Extract<PeopleRow, { readonly type: T }>

async function importProject(importing: Importing, { row, path }: RowOf<'project'>): Promise<Write[]> {
  const project = toProject(row)
  const kept = await read(importing.store, PROJECTS, project.id)
  if (kept !== null) return compare(importing, 'projects', path, kept, project)
  importing.counter.added('projects')
  return [insert(PROJECTS, project)]
}

async function importClass(importing: Importing, { row, path }: RowOf<'class'>): Promise<Write[]> {
  const training = importing.classes.get(row.id)
  if (training === undefined) throw new RangeError(`class ${row.id} is not in the dataset`)
  const kept = await read(importing.store, CLASSES, training.id)
  if (kept !== null) return compare(importing, 'classes', path, kept.training, training)
  importing.counter.added('classes')
  importing.newClasses.add(training.id)
  importing.touched.touchAll(training)
  const project = importing.dataset.projects.find(({ id }) => id === training.projectId)
  return [insert(CLASSES, classRecord(training, project))]
}

/** What people call a class is no part of a dataset: its occupation and its id are what is known of it. */
function classRecord(training: TrainingClass, project: Project | undefined): ClassRecord {
  const occupation = occupationOf(training, planOf(training).edition)?.name ?? training.occupationCode
  return {
    id: training.id,
    title: `${occupation} ${training.id}`,
    occupation,
    provider: project?.provider ?? '',
    room: null,
    training,
    lessonTitles: {},
  }
}

const TEXTS = new Texts()

async function importTrainee(importing: Importing, { row, path }: RowOf<'trainee'>): Promise<Write[]> {
  const { store, secrets, counter } = importing
  const given = toTrainee(row, true, TEXTS)
  const kept = await read(store, TRAINEES, given.id)
  if (kept !== null) {
    const { name, idNumber, ...known } = withIdNumber(kept, secrets)
    // A file may leave out who it is: it then says nothing against what is known.
    const told = { ...known, ...(given.name && { name }), ...(given.idNumber !== undefined && { idNumber }) }
    const { name: givenName, ...rest } = given
    return compare(importing, 'trainees', path, told, { ...rest, ...(givenName && { name: givenName }) })
  }
  counter.added('trainees')
  return [insert(TRAINEES, sealTrainee(secrets, { ...given, name: given.name || given.id }))]
}

const NAMES = { projects: '项目', classes: '班级', trainees: '学员' } as const

function compare(
  { problems, counter }: Importing,
  kind: keyof typeof NAMES & Kind,
  path: string,
  kept: { readonly id: string },
  given: { readonly id: string },
): Write[] {
  const different = differentKeys(kept, given)
  if (different.length === 0) counter.known(kind)
  else {
    const keys = different.join('、')
    problems.add(
      `${path}.id`,
      `数据里已有${NAMES[kind]}${quoted(given.id)}，内容不同（${keys}）；导入不会覆盖已有内容，请核对`,
    )
  }
  return []
}

function differentKeys(kept: object, given: object): string[] {
  const a: Readonly<Record<string, unknown>> = { ...kept }
  const b: Readonly<Record<string, unknown>> = { ...given }
  const keys = [...new Set([...Object.keys(a), ...Object.keys(b)])].sort()
  return keys.filter(key => canonicalJson(a[key]) !== canonicalJson(b[key]))
}

/** Where a text holds U+0000, which engines take for its end: two ids could then be one. */
function pathOfNul(value: unknown): string | null {
  if (typeof value === 'string') return value.includes('\0') ? '' : null
  if (typeof value !== 'object' || value === null) return null
  for (const [key, part] of Object.entries(value)) {
    const within = pathOfNul(part)
    if (within !== null) return Array.isArray(value) ? `[${key}]${within}` : `.${key}${within}`
  }
  return null
}
