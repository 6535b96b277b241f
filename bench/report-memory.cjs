/** Preloaded into a measured process: tells its peak memory on file descriptor 3 when it ends, in bytes. */
const fs = require('node:fs')

process.on('exit', () => fs.writeSync(3, String(process.resourceUsage().maxRSS * 1024)))
