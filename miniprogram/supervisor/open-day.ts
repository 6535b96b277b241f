import Taro from '@tarojs/taro'
import type { ClassDayRow } from '../../cloudfunctions/contract/app'

/** A class-day on a page of its own. */
export function openDay({ classId, date }: Pick<ClassDayRow, 'classId' | 'date'>): void {
  void Taro.navigateTo({ url: `/supervisor/day/index?classId=${encodeURIComponent(classId)}&date=${date}` })
}
