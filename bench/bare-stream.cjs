/** The baseline for files longer than a string may be: the same in pieces. */
const fs = require('node:fs')

const file = fs.openSync(process.argv[2])
const buffer = Buffer.alloc(1 << 24)
let rest = ''
for (let read = fs.readSync(file, buffer); read > 0; read = fs.readSync(file, buffer)) {
  const lines = (rest + buffer.toString('utf8', 0, read)).split('\n')
  rest = lines.pop()
  for (const line of lines) JSON.parse(line)
}
