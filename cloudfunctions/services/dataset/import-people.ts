import { quoted } from '../../contract/problem'
import type { Project, Trainee, TrainingClass } from '../../domain/model'
import { occupationOf } from '../../domain/plan/class-plan'
import { type Collection, insert, type Stored, type Write } from '../../ports/store'
import { classDayId } from '../documents/class-days'
import { CLASSES, type ClassRecord, PROJECTS, TRAINEES, type TraineeRecord } from '../documents/classes'
import { DIRTY_DAYS } from '../documents/judged-days'
import { sealTrainee, withIdNumber } from '../id-numbers/seal'
import { markDirty } from '../judging/dirty'
import { planOf } from '../schedule'
import { canonicalJson } from '../streams/chain'
import { type Importing, type Kind, marksFor, newClasses, plannedDates } from './import-context'
import type { Made, Step } from './import-keeper'
import type { FileRow } from './import-rows'
import { Texts, toProject, toTrainee } from './rows'

type PeopleRow = Extract<FileRow, { readonly type: 'project' | 'class' | 'trainee' }>
type RowOf<T extends PeopleRow['type']> = Extract<PeopleRow, { readonly type: T }>

/** While an import was under way somebody else has kept other content under an id of its file. */
export class KeptMeanwhile extends Error {
  override readonly name = 'KeptMeanwhile'
}

/**
 * Takes projects, classes and trainees in any order. They are kept last of all, each class when its trainees are there:
 * nobody sees a class of which only a part has come.
 */
export class PeopleImport {
  readonly #projects: Project[] = []
  /** By class. */
  readonly #trainees = new Map<string, Trainee[]>()

  constructor(private readonly importing: Importing) {}

  add(file: PeopleRow): void {
    const nul = pathOfNul(file.row)
    if (nul !== null) {
      this.importing.problems.add(`${file.path}${nul}`, '含有空字符（U+0000），无法存下，请删去')
    } else if (file.type === 'project') this.#project(file)
    else if (file.type === 'class') this.#class(file)
    else this.#trainee(file)
  }

  async finish(): Promise<void> {
    const { importing } = this
    const { keep, held, classes } = importing
    await keep(this.#projects.map(project => this.#inserting('projects', PROJECTS, () => project)))
    for (const training of newClasses(importing)) {
      await keep((this.#trainees.get(training.id) ?? []).map(trainee => this.#newTrainee(trainee)))
      await keep([this.#newClass(training)])
    }
    for (const [classId, trainees] of this.#trainees) {
      const training = classes.get(classId)
      // Of a class that was there before: it is judged with them as soon as they are there.
      if (training && held.classes.has(classId)) {
        const marks = marksFor(importing, training, plannedDates(training))
        await keep(trainees.map(trainee => this.#newTrainee(trainee, marks)))
      }
    }
  }

  #project({ row, path }: RowOf<'project'>): void {
    const project = toProject(row)
    const kept = this.importing.held.projects.get(project.id)
    if (kept === undefined) this.#projects.push(project)
    else this.#compare('projects', path, kept, project)
  }

  #class({ row, path }: RowOf<'class'>): void {
    const { classes, held } = this.importing
    const training = classes.get(row.id)
    if (training === undefined) throw new RangeError(`class ${row.id} is not in the dataset`)
    const kept = held.classes.get(training.id)
    if (kept !== undefined) this.#compare('classes', path, kept.training, training)
  }

  #trainee({ row, path }: RowOf<'trainee'>): void {
    const { held, secrets } = this.importing
    const given = toTrainee(row, true, TEXTS)
    const kept = held.trainees.get(given.id)
    if (kept === undefined) {
      const others = this.#trainees.get(given.classId)
      if (others) others.push(given)
      else this.#trainees.set(given.classId, [given])
      return
    }
    const { name, idNumber, ...known } = withIdNumber(kept, secrets)
    // A file may leave out who it is: it then says nothing against what is known.
    const told = { ...known, ...(given.name && { name }), ...(given.idNumber !== undefined && { idNumber }) }
    const { name: givenName, ...rest } = given
    this.#compare('trainees', path, told, { ...rest, ...(givenName && { name: givenName }) })
  }

  #compare(
    kind: keyof typeof NAMES & Kind,
    path: string,
    kept: { readonly id: string },
    given: { readonly id: string },
  ): void {
    const { counter, problems } = this.importing
    const different = differentKeys(kept, given)
    if (different.length === 0) {
      counter.known(kind)
      return
    }
    const keys = different.join('、')
    problems.add(
      `${path}.id`,
      `数据里已有${NAMES[kind]}${quoted(given.id)}，内容不同（${keys}）；导入不会覆盖已有内容，请核对`,
    )
  }

  #newTrainee(given: Trainee, marks: readonly Write[] = []): Step {
    const { secrets } = this.importing
    const sealed = () => sealTrainee(secrets, { ...given, name: given.name || given.id })
    // Sealed twice, an ID number looks otherwise.
    const sayings = (record: TraineeRecord) => withIdNumber(record, secrets)
    return this.#inserting('trainees', TRAINEES, sealed, { sayings, marks: () => marks })
  }

  #newClass(training: TrainingClass): Step {
    const project = this.importing.dataset.projects.find(({ id }) => id === training.projectId)
    const { id } = training
    const dates = plannedDates(training)
    return this.#inserting('classes', CLASSES, () => classRecord(training, project), {
      // Of a class that nobody knew there are no marks: to insert one takes half as long as to put it.
      marks: anew =>
        dates.map(date =>
          anew ? markDirty(id, date) : insert(DIRTY_DAYS, { id: classDayId(id, date), classId: id, date }),
        ),
    })
  }

  #inserting<D extends Stored>(
    kind: Kind,
    collection: Collection<D>,
    document: () => D,
    {
      sayings = one => one,
      marks = () => [],
    }: {
      readonly sayings?: (document: D) => object
      readonly marks?: (anew: boolean) => readonly Write[]
    } = {},
  ): Step {
    const { store, counter } = this.importing
    const make = async (anew: boolean): Promise<Made> => {
      const made = document()
      const found = anew ? await store.get(collection, made.id) : null
      if (found === null) {
        const writes = [insert(collection, made), ...marks(anew)]
        return { writes, count: () => counter.added(kind) }
      }
      if (canonicalJson(sayings(found.document)) === canonicalJson(sayings(made))) {
        return { writes: [], count: () => counter.known(kind) }
      }
      throw new KeptMeanwhile(`${collection.name} ${made.id} was kept meanwhile, and says otherwise`)
    }
    return { make }
  }
}

const TEXTS = new Texts()

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

const NAMES = { projects: '项目', classes: '班级', trainees: '学员' } as const

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
