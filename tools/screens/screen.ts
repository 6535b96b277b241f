import type { Locator, Page } from 'playwright-core'
import type { DemonstrationServer } from '../../test/support/browser-server'
import type { Phase } from './phases'

export type Mode = 'light' | 'dark' | 'elder'

export interface Screen {
  readonly name: string
  /** A name of the demonstration; `newcomer`: who signs in for the first time; null: nobody. */
  readonly account: string | null
  /** What is kept in the documentation: on a phone, and on a desk. */
  readonly phone?: readonly Mode[]
  readonly desk?: readonly Mode[]
  /** Taking it changes what is to be seen: it is taken once, of a person whom no other picture shows. */
  readonly once?: true
  /** When of the demonstration's days; left out: on its morning. */
  readonly at?: Phase
  /** What must have happened before, once; it stays for the screens that follow. */
  readonly first?: (server: DemonstrationServer) => Promise<void>
  /** From the account's first page to what is to be seen. */
  readonly go?: (page: Page, server: DemonstrationServer) => Promise<unknown>
  /** What is to stand in the middle of a picture that can't show everything; left out: the page from its top. */
  readonly focus?: (page: Page) => Locator
  /** What must stand on the page before the picture is taken. */
  readonly shows: string | RegExp
}

export const press = (page: Page, name: string | RegExp) =>
  page.getByRole('button', { name, exact: true }).filter({ visible: true }).first().click()

export const openDay = (saying: string) => (page: Page) =>
  page.getByRole('list', { name: '班级日' }).getByRole('button').filter({ hasText: saying }).first().click()

const done = new Set<string>()

/** What somebody has chosen before their pictures are taken, once. */
export const first =
  (account: string, choose: (server: DemonstrationServer, account: string) => Promise<void>) =>
  async (server: DemonstrationServer) => {
    if (!done.has(account)) await choose(server, account)
    done.add(account)
  }
