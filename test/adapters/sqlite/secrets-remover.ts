import { openSqliteStore } from '../../../cloudfunctions/adapters/sqlite'
import { insert, remove } from '../../../cloudfunctions/ports/store'
import { FORTY_TEXTS, SECRETS, SHREDDED, secret } from './secrets'

/** A process of its own, to be killed: keeps some secrets, says so, and removes one after the other. */
async function main(folder: string): Promise<void> {
  const store = await openSqliteStore(folder, SHREDDED)
  await store.commit(FORTY_TEXTS.map((text, place) => insert(SECRETS, secret(`s${place}`, text))))
  process.stdout.write('kept\n')
  for (const place of FORTY_TEXTS.keys()) await store.commit([remove(SECRETS, `s${place}`, 1)])
  setInterval(() => {}, 1_000)
}

void main(process.argv[2] ?? '')
