/** The little of protocol buffers that a call of WeChat's interfaces needs: numbers and byte strings, by field. */
interface Field {
  readonly number: number
  readonly value: number | Buffer
}

const VARINT = 0
const BYTES = 2

function fieldsIn(message: Buffer): Field[] {
  const fields: Field[] = []
  const reader = { at: 0 }
  while (reader.at < message.length) {
    const tag = varint(message, reader)
    const kind = tag & 7
    const value = varint(message, reader)
    if (kind !== VARINT && kind !== BYTES) throw new RangeError(`no field of the wire type ${kind} is known`)
    fields.push({ number: tag >>> 3, value: kind === VARINT ? value : bytes(message, reader, value) })
  }
  return fields
}

/** The byte strings of a field, in their order. */
export function messagesIn(message: Buffer, number: number): Buffer[] {
  return fieldsIn(message).flatMap(field =>
    field.number === number && Buffer.isBuffer(field.value) ? [field.value] : [],
  )
}

export function message(fields: readonly Field[]): Buffer {
  const parts = fields.flatMap(({ number, value }) =>
    typeof value === 'number'
      ? [varintOf(number << 3), signedVarintOf(value)]
      : [varintOf((number << 3) | BYTES), varintOf(value.length), value],
  )
  return Buffer.concat(parts)
}

function varint(message: Buffer, reader: { at: number }): number {
  let value = 0
  for (let shift = 0; ; shift += 7) {
    const byte = message.readUInt8(reader.at)
    reader.at += 1
    value += (byte & 0x7f) * 2 ** shift
    if (byte < 0x80) return value
  }
}

function varintOf(value: number): Buffer {
  const bytes: number[] = []
  let rest = value
  for (; rest >= 0x80; rest = Math.floor(rest / 0x80)) bytes.push((rest % 0x80) | 0x80)
  return Buffer.from([...bytes, rest])
}

/** A negative one has the length of the longest, as of 64 bits. */
function signedVarintOf(value: number): Buffer {
  const bytes: number[] = []
  let rest = BigInt.asUintN(64, BigInt(value))
  for (; rest >= 0x80n; rest >>= 7n) bytes.push(Number(rest & 0x7fn) | 0x80)
  return Buffer.from([...bytes, Number(rest)])
}

function bytes(message: Buffer, reader: { at: number }, length: number): Buffer {
  const value = message.subarray(reader.at, reader.at + length)
  if (value.length < length) throw new RangeError('a message ends before its field does')
  reader.at += length
  return value
}
