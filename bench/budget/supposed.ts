/** Trainees of a class. */
export const CLASS_SIZE = 40

/** What is supposed of a city and its people; all of it is printed beside what follows from it. */
export const CITY = {
  traineesAYear: 3_000,
  /** Category A: 240 paid hours at 8 a day. */
  daysAClass: 30,
  calendarDaysAMonth: 30,
  workingDaysAMonth: 21,
  /** How often a trainee opens the page of today on a class-day. */
  openingsADay: 4,
  /** Of a class's trainees, decided on by a supervisor a class-day. */
  decisionsADay: 4,
  /** How often an instructor's page asks again by itself: in view for half an hour a class-day, every half minute. */
  refreshesADay: 60,
} as const

/** A year's classes, all of which the timer's work knows of. */
export const CITY_CLASSES = CITY.traineesAYear / CLASS_SIZE

/** Coming and going. */
export const CHECK_INS_A_DAY = 2
