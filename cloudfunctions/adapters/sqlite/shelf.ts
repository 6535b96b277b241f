import { existsSync } from 'node:fs'
import { readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { BackupShelf, ShelvedBackup } from '../../ports/backup-shelf'
import { sync } from './files'
import { backupsFolder } from './folder'

/** As `freeName` names them, with whatever lies beside one, and what was left of one that was never finished. */
const OWN =
  /^(?:backup|before-restore|before-layout-\d+)-(\d{4})(\d{2})(\d{2})T\d{6}(?:-\d+)?\.db(?:[.-].*)?$/

/** Of a data folder: what has another name was put there by somebody, who answers for it. */
export function backupShelf(dataFolder: string): BackupShelf {
  const folder = backupsFolder(dataFolder)
  return {
    list: async () =>
      existsSync(folder) ? (await readdir(folder)).sort().flatMap(name => shelved(folder, name)) : [],
    remove: async ({ path }) => {
      await rm(path, { recursive: true, force: true })
      sync(folder)
    },
  }
}

function shelved(folder: string, name: string): ShelvedBackup[] {
  const [, year, month, day] = OWN.exec(name) ?? []
  return year === undefined ? [] : [{ path: join(folder, name), date: `${year}-${month}-${day}` }]
}
