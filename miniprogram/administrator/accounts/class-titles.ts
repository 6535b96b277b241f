import type { AccountAnswers } from '../../../cloudfunctions/contract/accounts'

/** What a class of an id is called, as far as it stands in the accounts that were listed. */
export type ClassTitles = ReadonlyMap<string, string>

export const titlesIn = (pages: readonly AccountAnswers['accounts'][]): ClassTitles =>
  new Map(pages.flatMap(({ classes }) => classes.map(({ classId, title }) => [classId, title] as const)))

/** What is known of ids as they were typed: `工业机器人系统操作员 1 班`; empty: nothing. */
export const namedInWords = (classIds: readonly string[], titles: ClassTitles): string =>
  classIds.flatMap(id => titles.get(id) ?? []).join('、')
