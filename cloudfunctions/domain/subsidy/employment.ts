import type { Employment, Project, Settlement } from '../model'
import type { Edition } from '../policy/edition'
import { minimumWageOn } from '../policy/minimum-wage'

/**
 * R12, clause 五（一）: contract, social insurance and a wage of at least the minimum wage in force on the
 * employment's start date. Before the first known minimum wage nothing is verified.
 *
 * Started 2024-09-30 at ¥1880.00: verified; started 2024-10-01 at ¥2119.99: not, since 2120 is in force.
 */
export function isVerified(employment: Employment | undefined): boolean {
  if (!employment?.contract || !employment.socialInsurance) return false
  const wage = minimumWageOn(employment.startedOn)
  return wage !== null && employment.monthlyWageFen >= wage.monthlyFen
}

/**
 * 四（一）, both sentences: at least 70 % of the employer's demand and at least 70 % of the planned number.
 *
 * Demand 30, planned 30: 21 employed meet it, 20 do not.
 */
export function employmentGate(
  project: Project,
  employed: number,
  edition: Edition,
): Settlement['employment'] {
  const { employedPercentOfDemandAtLeast, employedPercentOfPlanAtLeast } = edition.figures
  const met =
    employed * 100 >= project.employmentDemand * employedPercentOfDemandAtLeast.value &&
    employed * 100 >= project.plannedTrainees * employedPercentOfPlanAtLeast.value
  return { employed, demand: project.employmentDemand, planned: project.plannedTrainees, met }
}
