import { useRouter } from '@tarojs/taro'
import { Page } from '../../components/page'
import { dateInWords } from '../../components/time'
import { Detail } from '../detail'

export default function ClassDayPage() {
  const { classId = '', date = '' } = useRouter<{ classId: string; date: string }>().params
  return (
    <Page title={dateInWords(date)}>
      <Detail classId={decodeURIComponent(classId)} date={date} saysClass />
    </Page>
  )
}
