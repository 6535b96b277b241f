import { changchun2024 } from '../../../cloudfunctions/domain/policy/changchun-2024'
import { jineng } from './run'

const FIGURES = Object.entries(changchun2024.figures)

describe('jineng policy', () => {
  it('lists every figure in force with its clause, and whether it is the text’s or our reading', async () => {
    const { status, out, err } = await jineng(['policy', '--on', '2024-06-03'])
    expect([status, err]).toEqual([0, ''])
    const lines = out.split('\n')
    expect(FIGURES.length).toBeGreaterThanOrEqual(30)
    for (const [name, { value, clause, basis, meaning }] of FIGURES) {
      const found = lines.filter(line => line.startsWith(`${name}\t`))
      expect(found).toHaveLength(1)
      const [, shown, ...rest] = found[0]!.split('\t')
      expect(shown!.split(' ')[0]).toBe(String(value))
      expect(rest).toEqual([clause, basis === 'text' ? '原文' : '我们的理解', meaning])
    }
    expect(lines[0]).toMatch(/^2024-06-03 施行：changchun-2024 /)
    expect(out).toMatch(/^minimumMonthlyWageYuan\t.*2024-06-03 有效/m)
  })

  it.each([
    ['2024-03-25', true],
    ['2024-03-24', false],
    ['2024-12-31', true],
    ['2025-01-01', false],
    ['2026-01-01', false],
  ])('on %s: an edition is in force: %s', async (on, inForce) => {
    const { status, out } = await jineng(['policy', '--on', on])
    expect(status).toBe(0)
    if (inForce) expect(out).toContain(`${on} 施行：changchun-2024`)
    else {
      expect(out).toMatch(
        new RegExp(`^${on} 没有施行中的政策版本。已知：changchun-2024（2024-03-25 至 2024-12-31）`),
      )
      expect(out).not.toContain('hoursPerDayAtMost')
    }
  })

  it('speaks of today when no day is given', async () => {
    const { status, out } = await jineng(['policy'])
    expect(status).toBe(0)
    expect(out).toMatch(/^20\d\d-\d\d-\d\d (施行|没有施行中的政策版本)/)
  })
})
