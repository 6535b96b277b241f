import { enrol } from '../../test/support/face-trainee'
import { first } from './screen'

/** A trainee whose face is enrolled, and who has come. */
export const ENROLLED = 'xueyuan22'

export const enrolOne = first(ENROLLED, enrol)
