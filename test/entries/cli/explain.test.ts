import { asJson, sample } from '../../services/dataset/sample'
import { Folder, jineng } from './run'

const folder = new Folder()
const file = folder.file('good.json', asJson(sample()))
afterAll(() => folder.remove())

describe('jineng explain', () => {
  it('says where a trainee’s subsidy comes from', async () => {
    const { status, err, out } = await jineng(['explain', file, '--trainee', 'T1'])
    expect([status, err]).toEqual([0, ''])
    expect(out).toMatch(/^学员 T1/)
    expect(out).toContain('一、金额从哪条规则来')
    expect(out).toContain('二、学时从哪天来')
  })

  it.each([
    ['no trainee', ['explain', file], '请用 --trainee 给出学员编号，例如 --trainee T1\n'],
    [
      'one whom the file lacks',
      ['explain', file, '--trainee', 'T99'],
      '文件里没有学员“T99”，请检查 --trainee\n',
    ],
  ])('refuses %s with exit status 2', async (_, args, said) => {
    expect(await jineng(args)).toMatchObject({ status: 2, err: said, out: '' })
  })
})
