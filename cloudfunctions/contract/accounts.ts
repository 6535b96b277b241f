import * as z from 'zod'
import { ROLES, type Role } from './roles'

/** Who may sign in and as whom, and whose ID number is whose: questions of administrators and supervisors. */

const id = z.string().min(1).max(64)
const password = z.string().min(1).max(200)

/** The fewest characters of a password that somebody chose; the ones that the server makes are longer. */
export const LEAST_PASSWORD_CHARACTERS = 8

/** One instructor has no more. */
export const MOST_CLASSES = 200

const newAccountName = z
  .string()
  .trim()
  .min(2)
  .max(64)
  .regex(/^[\p{L}\p{N}._@-]+$/u, '账号只能用文字、数字和 . _ @ -，不能有空格。')

interface Fields {
  readonly accountKey?: string | undefined
  readonly accountId?: string | undefined
  readonly version?: number | undefined
  readonly role: Role
  readonly traineeId?: string | undefined
  readonly classIds: readonly string[]
  readonly provider: string | null
}

const isNew = ({ accountKey }: Fields) => accountKey !== undefined
const hasOneTarget = (fields: Fields) =>
  isNew(fields)
    ? fields.accountId === undefined && fields.version === undefined
    : fields.accountId !== undefined && fields.version !== undefined
const namesItsTrainee = (fields: Fields) =>
  (fields.traineeId !== undefined) === (isNew(fields) && fields.role === 'trainee')

export const accountOperations = {
  /** By sign-in name, in pages. `after`: the `next` of the page before. */
  accounts: {
    roles: ['administrator'],
    input: z.strictObject({
      role: z.enum(ROLES).optional(),
      startingWith: z.string().trim().max(64).optional(),
      after: z.string().max(400).optional(),
    }),
  },
  /**
   * Makes an account (`accountKey`, made by the app once, so that a repeated send is one account) or changes one
   * (`accountId` and the `version` that was looked at).
   */
  'save-account': {
    roles: ['administrator'],
    input: z
      .strictObject({
        accountKey: z
          .string()
          .regex(/^[A-Za-z0-9_-]{16,64}$/)
          .optional(),
        accountId: id.optional(),
        version: z.int().min(1).optional(),
        name: newAccountName,
        displayName: z.string().trim().min(1).max(64),
        role: z.enum(ROLES),
        /** For a new trainee's account alone: whose it is never changes. */
        traineeId: id.optional(),
        /** Role instructor: the classes given. */
        classIds: z.array(id).max(MOST_CLASSES, `一位教师最多 ${MOST_CLASSES} 个班级。`).default([]),
        /** Role provider: whose classes, as the classes name it. */
        provider: z.string().trim().min(1).max(200).nullable().default(null),
      })
      .refine(hasOneTarget, { path: ['accountId'], error: '请写明要新建账号，还是修改哪个账号的哪个版本。' })
      .refine(namesItsTrainee, {
        path: ['traineeId'],
        error: '新建学员账号时要选定学员，其他情况不能填写。',
      })
      .refine(({ role, classIds }) => role === 'instructor' || classIds.length === 0, {
        path: ['classIds'],
        error: '只有教师账号可以指定班级。',
      })
      .refine(({ role, provider }) => (role === 'provider') === (provider !== null), {
        path: ['provider'],
        error: '承训单位账号要写明单位名称，其他账号不能填写。',
      }),
  },
  /** The classes that an instructor may be given: all that are kept, in pages. `after`: the `next` of the page before. */
  'classes-to-give': {
    roles: ['administrator'],
    input: z.strictObject({ after: z.string().max(400).optional() }),
  },
  'reset-password': { roles: ['administrator'], input: z.strictObject({ accountId: id }) },
  'close-account': { roles: ['administrator'], input: z.strictObject({ accountId: id }) },
  'change-password': {
    roles: ROLES,
    input: z.strictObject({
      currentPassword: password,
      newPassword: z
        .string()
        .min(LEAST_PASSWORD_CHARACTERS, `新密码至少 ${LEAST_PASSWORD_CHARACTERS} 个字符。`)
        .max(200),
    }),
  },
  /** Which trainee an ID number belongs to; of a provider's own classes alone. What was found is kept by the service. */
  'find-trainee': {
    roles: ['supervisor', 'provider'],
    input: z.strictObject({ idNumber: z.string().trim().min(1).max(40) }),
  },
} as const satisfies Record<string, { roles: readonly Role[]; input: z.ZodType }>

export type AccountOperation = keyof typeof accountOperations
export type AccountInput<K extends AccountOperation> = z.output<(typeof accountOperations)[K]['input']>

// ---- answers ----------------------------------------------------------------------------------------------------

export interface AccountRow {
  readonly accountId: string
  /** To be sent back with a change. */
  readonly version: number
  readonly name: string
  readonly displayName: string
  readonly role: Role
  readonly provider: string | null
  readonly classIds: readonly string[]
  readonly closed: boolean
  /** The password is one that somebody else knows, until its owner has chosen another. */
  readonly mustChangePassword: boolean
}

export interface ClassName {
  readonly classId: string
  readonly title: string
}

/** What one knows a class by. Nothing of the people in it. */
export interface ClassToGive extends ClassName {
  readonly provider: string
  readonly room: string | null
  /** Its first and its last date with lessons; null: it has none. */
  readonly dates: { readonly from: string; readonly to: string } | null
  /** Its last date is past. It may be given all the same: its days are explained afterwards. */
  readonly over: boolean
}

export interface FoundTrainee {
  readonly traineeId: string
  /** With all but the family name or the outer characters hidden. */
  readonly maskedName: string
  readonly maskedIdNumber: string
  readonly classId: string
  readonly classTitle: string
  readonly provider: string
}

export interface AccountAnswers {
  accounts: {
    readonly accounts: readonly AccountRow[]
    /** The names of the classes that stand in these accounts. */
    readonly classes: readonly ClassName[]
    readonly next: string | null
  }
  'classes-to-give': { readonly classes: readonly ClassToGive[]; readonly next: string | null }
  /** `password`: of a new account, told this once; null when the account was there before. */
  'save-account': { readonly account: AccountRow; readonly password: string | null }
  /** Told this once. */
  'reset-password': { readonly password: string }
  'close-account': { readonly closedAt: number }
  'change-password': { readonly changed: true }
  'find-trainee': { readonly found: readonly FoundTrainee[] }
}
