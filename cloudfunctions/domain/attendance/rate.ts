import type { Attendance } from '../model'
import { divideHalfUp } from '../money'

/** R10: confirmed ÷ scheduled in ten-thousandths, rounded half up; 0 where nothing was scheduled. */
export function attendanceOf(
  traineeId: string,
  classId: string,
  scheduledHours: number,
  provisionalHours: number,
  confirmedHours: number,
): Attendance {
  const confirmedRate = scheduledHours === 0 ? 0 : divideHalfUp(confirmedHours * 10_000, scheduledHours)
  return { traineeId, classId, scheduledHours, provisionalHours, confirmedHours, confirmedRate }
}
