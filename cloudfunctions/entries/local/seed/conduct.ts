/** How a trainee came and went on a day. */
export interface Conduct {
  readonly start?: boolean
  readonly end?: boolean
  /** After the first lesson's start. */
  readonly lateMinutes?: number
  /** North of the site. */
  readonly metersAway?: number
  /** Whose phone it was, when not one's own. */
  readonly phoneOf?: string
  /** Why no face was looked at, and the instructor vouched by the identity card. */
  readonly witnessed?: string
}

const PRESENT: Conduct = { start: true, end: true }
const ABSENT: Conduct = { start: false, end: false }
const WITHOUT_FACE: Conduct = { ...PRESENT, witnessed: '本人选择不用人脸，已当面核对身份证' }

/** Day (0 is the oldest of the ten) and trainee (0 to 29) → what was out of the ordinary. */
const UNUSUAL: Readonly<Record<string, Conduct>> = {
  '0/11': ABSENT,
  '1/4': { ...PRESENT, lateMinutes: 52 },
  '1/17': { ...PRESENT, lateMinutes: 9 },
  '3/2': { start: true, end: false },
  '3/8': { start: true, end: false },
  '3/15': WITHOUT_FACE,
  '3/16': WITHOUT_FACE,
  '3/17': WITHOUT_FACE,
  '3/21': { ...PRESENT, witnessed: '面部有伤，已当面核对身份证' },
  '4/11': ABSENT,
  '5/6': { ...PRESENT, metersAway: 2_400 },
  '5/13': { ...PRESENT, phoneOf: 'demo-trainee-15' },
  '5/14': { ...PRESENT, phoneOf: 'demo-trainee-15' },
  '6/0': { ...PRESENT, lateMinutes: 33 },
  '8/11': ABSENT,
  '8/19': { ...PRESENT, lateMinutes: 75 },
  '9/0': { start: true, end: false },
}

export function conductOf(dayNumber: number, traineeNumber: number): Conduct {
  return UNUSUAL[`${dayNumber}/${traineeNumber}`] ?? PRESENT
}
