import { pullBetween } from '../../../cloudfunctions/services/ingest/by-hand'
import { at, School } from '../school'

const DATE = '2024-06-03'
let school: School
beforeEach(async () => {
  school = await School.open()
})
afterEach(() => school.close())

async function pulled(again: boolean): Promise<number> {
  const before = school.asked
  await pullBetween(school.server, DATE, DATE, again, { requestId: 'r', onAsked: () => true })
  return school.asked - before
}

describe('asked by hand for a date', () => {
  it('a camera that was asked too late is not asked again, but when that is wanted', async () => {
    school.now = at('2024-06-30', '09:00')
    expect(await pulled(false)).toBe(2)
    expect(await pulled(false)).toBe(0)
    expect(await pulled(true)).toBe(2)
  })

  it('a camera that was off is asked again, one that has told all is not', async () => {
    school.now = at(DATE, '12:10')
    school.platform.set('CAM2', 'camera-offline')
    expect(await pulled(false)).toBe(2)
    expect(await pulled(false)).toBe(1)
  })
})
