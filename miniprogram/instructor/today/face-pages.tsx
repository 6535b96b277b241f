import Taro from '@tarojs/taro'
import type { ClassLabel } from '../../../cloudfunctions/contract/app'
import { Button } from '../../components/button'

const open = (page: 'faces' | 'room-code', { classId, title }: ClassLabel) => {
  const query = `classId=${encodeURIComponent(classId)}&title=${encodeURIComponent(title)}`
  void Taro.navigateTo({ url: `/instructor/${page}/index?${query}` })
}

/** The ways to the pages of the class that check-ins need beside this one. */
export function FacePages({ of }: { readonly of: ClassLabel }) {
  return (
    <>
      <Button look="quiet" onPress={() => open('room-code', of)}>
        课堂签到码
      </Button>
      <Button look="quiet" onPress={() => open('faces', of)}>
        人脸登记
      </Button>
    </>
  )
}
