/**
 * A zip in base64, as a function is made with: one index.js, `exports.main = async () => { throw new Error('not deployed
 * yet') }`. Who calls the function before its code has been uploaded is told so, and nothing else happens.
 */
export const PLACEHOLDER =
  'UEsDBBQAAAAAAAAAIVi745pvQwAAAEMAAAAIAAAAaW5kZXguanNleHBvcnRzLm1haW4gPSBhc3luYyAoKSA9PiB7IHRocm93IG5l' +
  'dyBFcnJvcignbm90IGRlcGxveWVkIHlldCcpIH0KUEsBAhQDFAAAAAAAAAAhWLvjmm9DAAAAQwAAAAgAAAAAAAAAAAAAAKSBAAAA' +
  'AGluZGV4LmpzUEsFBgAAAAABAAEANgAAAGkAAAAAAA=='
