/** `node tools/face-models.cjs`: brings the models of the embedded face engine, unless they are there. */
const path = require('node:path')
const { root } = require('./files.cjs')

/**
 * @returns {string} the folder of the models, brought first when they are not whole
 * @throws {Error} with one sentence for whoever sets up
 */
function faceModels() {
  return brought(require('../cloudfunctions/adapters/face-embedded/models.json'), 'models/face')
}

/**
 * Faces for tests alone, from pictures that a package of face detection ships for demonstration.
 *
 * @returns {string} the folder of the pictures, brought first when they are not whole
 * @throws {Error} with one sentence for whoever sets up
 */
function facePictures() {
  return brought(require('../test/support/face-clips/pictures.json'), 'models/face-pictures')
}

function brought(files, place) {
  const folder = path.join(root, place)
  require('./npm-files.cjs').bringNpmFiles(files, folder)
  return folder
}

/** What tests need, with the pictures. Ends the process with one sentence when it can't be brought. */
function ensureFaceModels({ withPictures = false } = {}) {
  try {
    faceModels()
    if (withPictures) facePictures()
  } catch (error) {
    console.error(error.message)
    process.exit(1)
  }
}

/** What the engine needs, for `npm start`: without the models the server runs all the same, and nobody's face is asked. */
function prepareFaceEngine() {
  faceWorker()
  try {
    faceModels()
  } catch (error) {
    console.error(`${error.message}这次先不用人脸，其他功能照常。`)
  }
}

/**
 * What a thread of the engine runs, bundled when a source is newer.
 *
 * @returns {string} its path
 */
function faceWorker() {
  return require('./bundle.cjs').bundle(
    'cloudfunctions/adapters/face-embedded/worker.ts',
    'face-worker.cjs',
    {
      packages: 'external',
      sources: ['cloudfunctions/adapters/face-embedded', 'cloudfunctions/ports'],
    },
  )
}

module.exports = { faceModels, facePictures, faceWorker, ensureFaceModels, prepareFaceEngine }

if (require.main === module) {
  require('./install.cjs').ensureInstalled()
  ensureFaceModels()
}
