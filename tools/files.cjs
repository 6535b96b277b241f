const fs = require('node:fs')
const path = require('node:path')

const root = path.resolve(__dirname, '..')

/**
 * When anything at these places was last changed, in epoch milliseconds; places that don't exist count as never.
 *
 * @param {readonly string[]} places files and folders, from the root
 * @returns {number}
 */
function newest(places) {
  return Math.max(0, ...places.map(place => changedAt(path.join(root, place))))
}

function changedAt(place) {
  const found = fs.statSync(place, { throwIfNoEntry: false })
  if (found === undefined) return 0
  if (!found.isDirectory()) return found.mtimeMs
  return fs
    .readdirSync(place)
    .reduce((latest, name) => Math.max(latest, changedAt(path.join(place, name))), found.mtimeMs)
}

module.exports = { root, newest }
