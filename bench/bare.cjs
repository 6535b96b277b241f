/** The baseline: what Node needs only to read a file and JSON.parse its lines. */
const fs = require('node:fs')

for (const line of fs.readFileSync(process.argv[2], 'utf8').split('\n')) if (line !== '') JSON.parse(line)
