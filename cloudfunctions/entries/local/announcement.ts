import type { LocalServer } from './server'

const SHOWN_TRAINEES = 3
const ROLE_NAMES = { supervisor: '监管人员', instructor: '教师', trainee: '学员' } as const

type ShownRole = keyof typeof ROLE_NAMES

/** What the person at the terminal needs to know, once the server listens. */
export function announcement(
  { url, standIn, accounts }: Pick<LocalServer, 'url' | 'standIn' | 'accounts'>,
  dataFolder: string,
): string {
  const roles: ShownRole[] = ['supervisor', 'instructor', 'trainee']
  const shown = roles.flatMap(role =>
    accounts
      .filter(account => account.role === role)
      .slice(0, SHOWN_TRAINEES)
      .map(
        ({ name, password, displayName }) => `    ${ROLE_NAMES[role]}  ${name}  ${password}  ${displayName}`,
      ),
  )
  return [
    '',
    `技能长春已启动：${url}`,
    ...(shown.length > 0
      ? ['', '  演示账号（角色、账号、密码、姓名），全部账号见数据目录里的 demo-accounts.txt：', ...shown]
      : []),
    '',
    standIn
      ? `  没有设置 EZVIZ_APP_KEY，录像来自萤石开放平台的替身（${standIn.url}），不是真实摄像头。`
      : '  录像来自萤石开放平台。',
    `  数据保存在 ${dataFolder}，按 Ctrl-C 停止。`,
    '',
  ].join('\n')
}
