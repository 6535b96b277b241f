import Taro from '@tarojs/taro'
import { type Place, toGcj02 } from './gcj02'

/** Where the phone is, or null where the person, the phone or the browser does not say within five seconds. */
export async function whereAmI(): Promise<Place | null> {
  try {
    const { latitude, longitude } = await Taro.getLocation({
      type: 'wgs84',
      isHighAccuracy: true,
      highAccuracyExpireTime: 5000,
    })
    return toGcj02({ latitude, longitude })
  } catch {
    // Refusing is a right: the check-in goes on without it and its day is looked at by a person.
    return null
  }
}
