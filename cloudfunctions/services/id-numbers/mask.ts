const SHOWN_FIRST = 3
const SHOWN_LAST = 4
/** The shortest ID numbers ever given out. Of anything shorter the ends would tell too much. */
const LEAST_CHARACTERS = 15

/** `220***********1234`: enough to recognise a number that one knows, too little to learn one. */
export function maskIdNumber(idNumber: string): string {
  const { length } = idNumber
  if (length < LEAST_CHARACTERS) return '*'.repeat(length)
  const hidden = '*'.repeat(length - SHOWN_FIRST - SHOWN_LAST)
  return `${idNumber.slice(0, SHOWN_FIRST)}${hidden}${idNumber.slice(-SHOWN_LAST)}`
}

/** 张三 → 张*, 张小三 → 张*三, 买买提·艾力 → 买****力: as names are published. */
export function maskName(name: string): string {
  const characters = [...name]
  if (characters.length < 2) return '*'.repeat(characters.length)
  if (characters.length === 2) return `${characters[0]}*`
  return `${characters[0]}${'*'.repeat(characters.length - 2)}${characters.at(-1)}`
}
