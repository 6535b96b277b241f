import { createSecrets } from '../../../cloudfunctions/adapters/node-crypto'
import { newKeyRing } from '../../../cloudfunctions/adapters/node-crypto/key-ring'
import { dateOf, instantOf } from '../../../cloudfunctions/domain/time'
import { demonstrationClass, demonstrationTrainees } from '../../../cloudfunctions/entries/local/seed/class'
import { standInCameras } from '../../../cloudfunctions/entries/local/seed/recordings'
import { daysOf } from '../../../cloudfunctions/services/schedule'

const DATE = '2026-05-20'

describe('the demonstration class lies around the present hour', () => {
  it.each(['00:00', '00:10', '01:00', '08:15', '12:00', '20:47', '22:30', '23:50', '23:59'])(
    'at %s',
    time => {
      const now = instantOf(DATE, time)
      const days = daysOf(demonstrationClass(now).training)
      const today = days.find(({ date }) => date === DATE)
      if (today === undefined) throw new Error('no lesson today')
      expect(today.scheduledHours).toBe(4)
      expect([dateOf(today.firstStart), dateOf(today.lastEnd)]).toEqual([DATE, DATE])
      expect(today.window.start).toBeLessThanOrEqual(now)
      expect(today.window.end).toBeGreaterThan(now)
      expect(days.filter(({ date }) => date < DATE)).toHaveLength(10)
      expect(days.filter(({ date }) => date > DATE)).toHaveLength(3)
    },
  )

  it('on a Sunday too', () => {
    const sunday = '2026-05-24'
    const dates = daysOf(demonstrationClass(instantOf(sunday, '10:00')).training).map(({ date }) => date)
    expect(dates.slice(9, 12)).toEqual(['2026-05-23', sunday, '2026-05-25'])
    expect(dates).not.toContain('2026-05-17')
  })
})

it('the demonstration has thirty trainees of different names', () => {
  const trainees = demonstrationTrainees(createSecrets(newKeyRing()))
  expect(new Set(trainees.map(({ name }) => name)).size).toBe(30)
})

it('the stand-in’s recordings follow from the class alone', () => {
  const training = demonstrationClass(instantOf(DATE, '10:00')).training
  expect(standInCameras(training)).toEqual(standInCameras(structuredClone(training)))
})
