import { createHash } from 'node:crypto'
import { certHash, certInfoOf } from '../../../cloudfunctions/adapters/wechat-face/cert'
import { PERSON } from './workbench'

const sha256 = (text: string) => createHash('sha256').update(text, 'utf8').digest('hex')

test('the example of WeChat’s page, as it stood on 2026-11-22, comes out as it says', () => {
  expect(certHash({ cert_type: 'IDENTITY_CARD', cert_name: '张三', cert_no: '310101199801011234' })).toBe(
    '3c241f7ff324977aeb91f173bb2a7b06569e6fd784d5573db34a636d8671108b',
  )
})

test('the three fields stand in one order, each in base64 with its padding, and nothing is escaped', () => {
  expect(certHash(certInfoOf(PERSON))).toBe(
    sha256('cert_type=SURFTlRJVFlfQ0FSRA==&cert_name=5byg5LiJ&cert_no=MzEwMTAxMTk5ODAxMDExMjM0'),
  )
})

test.each([
  // A dot between the parts of a name, and a character beyond the first 65,536.
  ['阿依古丽·买买提', '6Zi/5L6d5Y+k5Li9wrfkubDkubDmj5A='],
  ['𠮷田', '8KCut+eUsA=='],
])('%s goes in as UTF-8', (name, base64) => {
  expect(certHash(certInfoOf({ ...PERSON, name, idNumber: '22010219900307002X' }))).toBe(
    sha256(`cert_type=SURFTlRJVFlfQ0FSRA==&cert_name=${base64}&cert_no=MjIwMTAyMTk5MDAzMDcwMDJY`),
  )
})
