import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto'

/** scrypt's parameters: memory is 128 · N · r bytes. */
export interface PasswordCost {
  readonly N: number
  readonly r: number
  readonly p: number
}

/** 32 MiB and some 0.1 s a guess. A change holds for new hashes; the old ones keep theirs beside them. */
export const PASSWORD_COST: PasswordCost = { N: 2 ** 15, r: 8, p: 1 }

export interface PasswordRecord extends PasswordCost {
  readonly salt: string
  readonly hash: string
}

const SALT_BYTES = 16
const HASH_BYTES = 32

export async function hashPassword(password: string, cost: PasswordCost): Promise<PasswordRecord> {
  const salt = randomBytes(SALT_BYTES)
  const hash = await derive(password, salt, cost)
  return { ...cost, salt: salt.toString('base64'), hash: hash.toString('base64') }
}

/** Against `null`, an account that doesn't exist, it takes the same time and is false. */
export async function passwordMatches(
  password: string,
  record: PasswordRecord | null,
  cost: PasswordCost,
): Promise<boolean> {
  const { salt, hash, N, r, p } = record ?? { ...cost, salt: '', hash: '' }
  const derived = await derive(password, Buffer.from(salt, 'base64'), { N, r, p })
  const expected = Buffer.from(hash, 'base64')
  return expected.length === derived.length && timingSafeEqual(expected, derived)
}

/** The same letters typed on two keyboards may come as different code points. */
function derive(password: string, salt: Buffer, { N, r, p }: PasswordCost): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const maxmem = 2 * 128 * N * r
    scrypt(password.normalize('NFKC'), salt, HASH_BYTES, { N, r, p, maxmem }, (error, hash) => {
      if (error === null) resolve(hash)
      else reject(error)
    })
  })
}
