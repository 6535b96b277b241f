import type { ImportCounts, Kind } from '../../services/dataset/import-context'

const NAMES: Readonly<Record<Kind, string>> = {
  projects: '项目',
  classes: '班级',
  trainees: '学员',
  checkIns: '签到',
  recordings: '录像',
  decisions: '决定',
}

interface Imported {
  readonly counts: ImportCounts
  readonly anythingNew: boolean
  readonly ignored: ReadonlyMap<string, number>
}

const NAMED_AT_MOST = 10

/** On standard output what was kept, a kind a line; on standard error what was not. */
export function tellImport({ counts, anythingNew, ignored }: Imported): void {
  const kinds = Object.keys(NAMES) as Kind[]
  const lines = kinds.map(kind => `${NAMES[kind]}\t新增 ${counts[kind].added}\t已有 ${counts[kind].known}`)
  const heading = anythingNew ? '已导入' : '没有新内容：文件里的都已在数据里，没有改动'
  process.stdout.write(`${[heading, ...lines].join('\n')}\n`)
  if (ignored.size > 0) process.stderr.write(`${ignoredSentence(ignored)}\n`)
}

function ignoredSentence(ignored: ReadonlyMap<string, number>): string {
  const rows = [...ignored.values()].reduce((sum, count) => sum + count, 0)
  const named = [...ignored].slice(0, NAMED_AT_MOST).map(([camera, count]) => `${camera}（${count} 条）`)
  const more = ignored.size > NAMED_AT_MOST ? `等 ${ignored.size} 个` : ''
  return `注意：${rows} 条录像没有导入，因为没有班级使用这些摄像头：${named.join('、')}${more}`
}
