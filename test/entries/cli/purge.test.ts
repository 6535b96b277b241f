import fs from 'node:fs'
import path from 'node:path'
import { openSqliteStore } from '../../../cloudfunctions/adapters/sqlite'
import { insert, type Store } from '../../../cloudfunctions/ports/store'
import { COLLECTIONS } from '../../../cloudfunctions/services/documents'
import { FACE_CONSENTS, FACE_TEMPLATES } from '../../../cloudfunctions/services/documents/face-consents'
import { MIGRATIONS } from '../../../cloudfunctions/services/documents/migrations'
import { read } from '../../../cloudfunctions/services/documents/read'
import { emptyRoomCodes, ROOM_CODES } from '../../../cloudfunctions/services/documents/room-codes'
import { DAY_SIGNALS } from '../../../cloudfunctions/services/documents/signals'
import { letGo } from '../../adapters/sqlite/folders'
import { Folder, jineng } from './run'

const folder = new Folder()
const data = path.join(folder.path, 'data')
const OVER = '2024-07-04'
const TO_COME = '9999-12-31'

async function withStore<T>(use: (store: Store) => Promise<T>): Promise<T> {
  const store = await openSqliteStore(data, COLLECTIONS, MIGRATIONS)
  try {
    return await use(store)
  } finally {
    await store.close()
    // Another process is next.
    await letGo()
  }
}
const template = (id: string, keptUntil: string) =>
  insert(FACE_TEMPLATES, { id, classId: 'C1', sealed: `sealed ${id}`, model: 'm', keptUntil })
const command = (...args: string[]) => jineng(['purge', '--data', data, ...args])

const backups = path.join(data, 'backups')
const OLD = ['backup-20240603T080000.db', 'before-layout-2-20240603T080000-2.db']
const STAYING = ['before-restore-99990101T000000.db', '2024-06-03.db']

beforeAll(async () => {
  fs.mkdirSync(backups, { recursive: true })
  for (const name of [...OLD, ...STAYING]) fs.writeFileSync(path.join(backups, name), 'a backup')
  await withStore(store =>
    store.commit([
      template('T1', OVER),
      template('T2', OVER),
      template('T3', TO_COME),
      insert(ROOM_CODES, emptyRoomCodes('C1', '2024-06-03')),
      insert(DAY_SIGNALS, {
        id: 'C1 2024-06-03',
        classId: 'C1',
        date: '2024-06-03',
        figures: 'f',
        signals: [],
      }),
    ]),
  )
})
afterAll(() => folder.remove())

describe('jineng purge', () => {
  it('--dry-run tells the terms, what is due and that nothing was done yet, beside a running server', async () => {
    const { status, out } = await withStore(() => command('--dry-run'))
    expect(status).toBe(0)
    expect(out).toContain('保存期限（retention-1，自 2024-03-25 起）')
    expect(out).toContain('人脸特征数字（加密）和所用模型的校验值：最后一次课后 30 天')
    expect(out).toContain('拍下的人脸画面、登记时的照片：不保存')
    expect(out).toContain(
      [
        '  人脸特征\t2 份',
        '  签到码展示记录\t1 份',
        '  查找迹象用的标记\t0 份',
        '  找到的迹象\t1 份',
        '  程序自己的备份\t2 份',
        ...OLD.map(name => `    ${path.join(backups, name)}`),
        '还没有清除过',
      ].join('\n'),
    )
    expect(fs.readdirSync(backups).sort()).toEqual([...OLD, ...STAYING].sort())
    expect(await withStore(store => read(store, FACE_TEMPLATES, 'T1'))).not.toBeNull()
  })

  it('waits for the server to be stopped', async () => {
    expect(await withStore(() => command())).toMatchObject({ status: 2 })
  })

  it('removes what is due and keeps that it did', async () => {
    expect(await command()).toMatchObject({
      status: 0,
      out: '已清除 人脸特征 2 份、签到码展示记录 1 份、查找迹象用的标记 0 份、找到的迹象 1 份、程序自己的备份 2 份\n',
    })
    await withStore(async store => {
      expect(await read(store, FACE_TEMPLATES, 'T1')).toBeNull()
      expect(await read(store, FACE_TEMPLATES, 'T3')).not.toBeNull()
      expect((await read(store, FACE_CONSENTS, 'T2'))?.events).toMatchObject([{ because: 'term-over' }])
    })
    expect(fs.readdirSync(backups).sort()).toEqual([...STAYING].sort())
    const { out } = await command('--dry-run')
    expect(out).toContain('  人脸特征\t0 份\n  签到码展示记录\t0 份\n')
    expect(out).toMatch(
      /清除记录.*：\n {2}\S+\t人脸特征\t2 份\t按 retention-1\n {2}\S+\t签到码展示记录\t1 份/,
    )
    expect((await jineng(['audit', 'verify', '--data', data])).status).toBe(0)
  })
})
