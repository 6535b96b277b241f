import Taro from '@tarojs/taro'
import { homeOf, shownPerson } from './session'

/** To the page before this one; whoever opened this one by its address comes to their own first page. */
export async function goBack(): Promise<void> {
  if (Taro.getCurrentPages().length > 1) return void (await Taro.navigateBack())
  const person = shownPerson()
  await Taro.reLaunch({ url: person ? homeOf(person) : '/sign-in/index' })
}
