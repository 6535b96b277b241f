export const ROLES = [
  'trainee',
  'instructor',
  'provider',
  'supervisor',
  'finance',
  'auditor',
  'administrator',
] as const
export type Role = (typeof ROLES)[number]
