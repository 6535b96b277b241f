import type { ConsentText } from '../../../cloudfunctions/contract/face'

type Paragraph = ConsentText['paragraphs'][number]

/** What is collected, why, for how long, and the way without. */
export const FIRST: readonly string[] = ['收集什么', '为什么收集', '保存多久', '不用人脸怎么打卡']

/** What a card shows of the text, and what it folds; of a text that is put otherwise it folds nothing. */
export function firstOf({ paragraphs }: ConsentText): {
  readonly first: readonly Paragraph[]
  readonly rest: readonly Paragraph[]
} {
  const first = paragraphs.filter(({ heading }) => FIRST.includes(heading))
  if (first.length < FIRST.length) return { first: paragraphs, rest: [] }
  return { first, rest: paragraphs.filter(({ heading }) => !FIRST.includes(heading)) }
}
