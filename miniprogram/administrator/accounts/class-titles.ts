import type { AccountAnswers } from '../../../cloudfunctions/contract/accounts'

/** What a class of an id is called, as far as it stands in the accounts that were listed. */
export type ClassTitles = ReadonlyMap<string, string>

export const titlesIn = (pages: readonly AccountAnswers['accounts'][]): ClassTitles =>
  new Map(pages.flatMap(({ classes }) => classes.map(({ classId, title }) => [classId, title] as const)))

const MOST_NAMED = 3

/** In a line: the first by name, and how many there are. */
export function namedInWords(classIds: readonly string[], titles: ClassTitles): string {
  const names = classIds.slice(0, MOST_NAMED).map(id => titles.get(id) ?? `班级 ${id}`)
  const all = names.join('、')
  return classIds.length > MOST_NAMED ? `${all}等 ${classIds.length} 个班级` : all
}
