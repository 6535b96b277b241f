import Taro from '@tarojs/taro'

/** Tells when the phone says that it is connected again. @returns ends it */
export function onLineBack(tell: () => void): () => void {
  const heard = ({ isConnected }: Taro.onNetworkStatusChange.CallbackResult) => {
    if (isConnected) tell()
  }
  Taro.onNetworkStatusChange(heard)
  return () => Taro.offNetworkStatusChange(heard)
}
