import { camera, type Fact, filmed, judge, theClass } from '../../support/situation'

/** R5. */
function found(...facts: readonly Fact[]) {
  const { recording, status, flags } = judge(theClass({ cameras: [camera(1), camera(2)] }), ...facts).classDay
  return { recording, status, flags }
}

const flagged = (...flags: string[]) => ({ recording: 'flagged', status: 'flagged', flags })
const COMPLIANT = { recording: 'compliant', status: 'compliant', flags: [] }

test('no piece: no-recording', () => {
  expect(found()).toEqual(flagged('no-recording'))
})

test('one piece of exactly 20 minutes: too-few-segments alone', () => {
  expect(found(filmed('08:30-08:50'))).toEqual(flagged('too-few-segments'))
})

test('one piece of 39:59.999: too-few-segments alone', () => {
  expect(found(filmed('08:30-09:09:59.999'))).toEqual(flagged('too-few-segments'))
})

test('one piece of 19:59.999: segment-too-short beside too-few-segments', () => {
  expect(found(filmed('08:30-08:49:59.999'))).toEqual(flagged('segment-too-short', 'too-few-segments'))
})

test('one short piece among long ones is enough for segment-too-short', () => {
  expect(found(filmed('08:30-08:50'), filmed('09:00-09:05'))).toEqual(
    flagged('segment-too-short', 'too-few-segments'),
  )
})

test('two segments: compliant, though a short piece lies beside them', () => {
  expect(found(filmed('08:30-09:10'))).toEqual(COMPLIANT)
  expect(found(filmed('08:30-09:10'), filmed('10:00-10:05'))).toEqual(COMPLIANT)
})

test('two pieces over the same minutes hold one segment: too-few-segments', () => {
  expect(found(filmed('08:30-08:50'), filmed('08:30-08:50', { camera: 2 }))).toEqual(
    flagged('too-few-segments'),
  )
})
