/** Of whatever a line is given, these never get into it. The lines are made so that there is nothing to find. */
const PERSONAL: ReadonlySet<string> = new Set([
  ...['name', 'displayName', 'idNumber', 'phone', 'deviceId', 'location'],
  ...['password', 'token', 'accessToken', 'appKey', 'appSecret', 'secret', 'authorization', 'cookie'],
  ...['headers', 'body', 'query', 'url', 'document', 'address'],
])

type Fields = Record<string, unknown>

/** Nearly every line is as it should be, and is handed on as it is. */
export function withoutPersonal(fields: Fields): Fields {
  return holdsPersonal(fields) ? struckOut(fields) : fields
}

function holdsPersonal(fields: Fields): boolean {
  for (const field in fields) {
    if (PERSONAL.has(field)) return true
    const value = fields[field]
    if (isPlain(value) && holdsPersonal(value)) return true
  }
  return false
}

function struckOut(fields: Fields): Fields {
  const entries = Object.entries(fields).map(([field, value]): [string, unknown] => {
    if (PERSONAL.has(field)) return [field, '***']
    return [field, isPlain(value) ? struckOut(value) : value]
  })
  return Object.fromEntries(entries)
}

/** Neither an error, which has a form of its own on the log, nor a list. */
function isPlain(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype
}
