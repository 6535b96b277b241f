import type { MyDays } from '../../../cloudfunctions/contract/app'
import type { RingPart } from '../../components/ring/stops'

/** The whole class in four parts: together they are all that is scheduled. */
export function partsOf({
  scheduledHours,
  provisionalHours,
  confirmedHours,
  forecast,
}: Pick<MyDays, 'scheduledHours' | 'provisionalHours' | 'confirmedHours' | 'forecast'>): readonly RingPart[] {
  return [
    { name: '已确认', size: confirmedHours, look: 'full' },
    { name: '待确认', size: provisionalHours - confirmedHours, look: 'hatched' },
    { name: '未计入', size: scheduledHours - provisionalHours, look: 'dark' },
    { name: '还没上', size: forecast.hoursToCome, look: 'open' },
  ]
}
