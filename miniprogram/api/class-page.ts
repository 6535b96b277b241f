import Taro from '@tarojs/taro'
import type { ClassLabel } from '../../cloudfunctions/contract/app'

/** Opens a page that the instructors and the bureau's people have of one class: its roll of faces, or its room's code. */
export function openClassPage(
  page: 'faces' | 'room-code',
  { classId, title }: Pick<ClassLabel, 'classId' | 'title'>,
): void {
  const query = `classId=${encodeURIComponent(classId)}&title=${encodeURIComponent(title)}`
  void Taro.navigateTo({ url: `/instructor/${page}/index?${query}` })
}
