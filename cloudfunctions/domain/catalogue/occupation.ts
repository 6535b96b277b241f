import type { Category } from '../model'

/** Number, sector, industry, occupation group, occupation (职业（工种）), code, category, as the policy prints them. */
export type CatalogueRow = readonly [number, string, string, string, string, string, Category]

export interface Occupation {
  readonly code: string
  readonly name: string
  readonly industry: string
  readonly category: Category
}

/** Occupations by their code, e.g. `6-31-07-03`. */
export type Catalogue = ReadonlyMap<string, Occupation>

export function catalogueOf(rows: readonly CatalogueRow[]): Catalogue {
  return new Map(
    rows.map(([, , industry, , name, code, category]) => [code, { code, name, industry, category }]),
  )
}
