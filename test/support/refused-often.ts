import { MOST_REFUSED } from '../../cloudfunctions/services/audit/access'
import { askAs } from './ask-as'
import type { DemonstrationServer } from './browser-server'

/** An instructor's account asks for a class that is not its own, three times more than an hour lists. */
export async function refuseTooOften(server: DemonstrationServer): Promise<void> {
  const ask = await askAs(server, 'jiaoshi')
  const { date } = await ask('class-today', {})
  for (let n = 0; n < MOST_REFUSED + 3; n += 1) {
    const answer = ask('class-day', { classId: 'demo-class-2', date })
    const refused = await answer.then(
      () => false,
      (error: Error) => error.message.includes('403'),
    )
    if (!refused) throw new Error('a class of nobody’s was shown')
  }
}
