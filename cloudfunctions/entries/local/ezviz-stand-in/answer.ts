/** The envelope of the lapp family: codes are strings, and `data` is null when there is nothing to say. */
export interface Answer {
  readonly code: string
  readonly msg: string
  readonly data: unknown
  readonly page?: { readonly total: number; readonly page: number; readonly size: number }
}

const MESSAGES: Readonly<Record<string, string>> = {
  '200': '操作成功!',
  '10001': '参数错误',
  '10002': 'accessToken过期或异常',
  '10007': '调用接口总次数达到上限',
  '10014': 'AppKey下对应的第三方userId和phone未绑定',
  '10017': 'appKey不存在',
  '10029': '个人版接口调用频率超过限制',
  '10030': 'appKey和appSecret不匹配',
  '20002': '设备不存在',
  '20007': '设备不在线',
  '20008': '设备响应超时',
  '20014': 'deviceSerial不合法',
  '20032': '该用户下该通道不存在',
  '49999': '数据异常',
}

export function ok(data: unknown): Answer {
  return { code: '200', msg: '操作成功!', data }
}

export function refusal(code: string): Answer {
  return { code, msg: MESSAGES[code] ?? '操作失败', data: null }
}

/** The part of a list that a page shows, with the count of all. */
export function paged(rows: readonly unknown[], page: number, pageSize: number): Answer {
  const shown = rows.slice(page * pageSize, (page + 1) * pageSize)
  const data = shown.length === 0 ? null : shown
  return { ...ok(data), page: { total: rows.length, page, size: shown.length } }
}
