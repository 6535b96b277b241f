import { entrance } from './entrance'
import { instructor } from './instructor'
import { offices } from './offices'
import { inOrder } from './phases'
import type { Screen } from './screen'
import { supervisor } from './supervisor'
import { trainee } from './trainee'
import { traineeFace } from './trainee-face'

/** Every screen and every state of one that is looked at: in pictures, and for whoever can't see them. */
export const screens: readonly Screen[] = inOrder([
  ...entrance,
  ...trainee,
  ...traineeFace,
  ...instructor,
  ...supervisor,
  ...offices,
])
