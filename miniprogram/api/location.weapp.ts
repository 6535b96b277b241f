import Taro from '@tarojs/taro'
import type { Place } from './gcj02'

/** Where the phone is (GCJ-02), or null where the person or the phone does not say. */
export async function whereAmI(): Promise<Place | null> {
  try {
    const { latitude, longitude } = await Taro.getLocation({
      type: 'gcj02',
      isHighAccuracy: true,
      highAccuracyExpireTime: 5000,
    })
    return { latitude, longitude }
  } catch {
    // Refusing is a right: the check-in goes on without it and its day is looked at by a person.
    return null
  }
}
