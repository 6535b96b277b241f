import { useState } from 'react'
import { type Question, useAsked } from './use-question'

interface Page {
  /** What to ask with for the page after this one; null: this is the last. */
  readonly next: string | null
}

export interface Paged<P> extends Question<readonly P[]> {
  /** Null: everything is on the screen. */
  readonly more: (() => void) | null
}

/**
 * A list that comes in pages: the first at once, each further one on request, and all of those again when the list is
 * asked for anew.
 * @param named names the list: another name begins anew with its first page
 * @param page fetches the page after a `next`, or the first; throws a `CallFailure`
 */
export function usePages<P extends Page>(
  named: string,
  page: (after: string | undefined) => Promise<P>,
): Paged<P> {
  const [wanted, setWanted] = useState({ named, pages: 1 })
  const count = wanted.named === named ? wanted.pages : 1
  const question = useAsked<readonly P[]>(`${named} ${count}`, async () => {
    const pages = [await page(undefined)]
    for (let last = pages[0]; last?.next && pages.length < count; last = pages.at(-1))
      pages.push(await page(last.next))
    return pages
  })
  const isMore = (question.answer?.at(-1)?.next ?? null) !== null
  return { ...question, more: isMore ? () => setWanted({ named, pages: count + 1 }) : null }
}

/** All of a list whose few pages are always shown together. @throws CallFailure */
export async function allPages<P extends Page>(
  page: (after: string | undefined) => Promise<P>,
): Promise<P[]> {
  const pages = [await page(undefined)]
  for (let last = pages[0]; last?.next; last = pages.at(-1)) pages.push(await page(last.next))
  return pages
}
