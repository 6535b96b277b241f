import { useError, useLaunch, usePageNotFound, useUnhandledRejection } from '@tarojs/taro'
import type { ReactNode } from 'react'
import { onUncaught, openErrorPage } from './api/error-page'
import { openOwnPageFirst } from './api/first-page'
import { attendPlatform } from './api/platform'
import { transport } from './api/transport'
import './app.scss'

openOwnPageFirst()

export default function App({ children }: { readonly children?: ReactNode }) {
  useLaunch(() => {
    transport.open()
    attendPlatform()
  })
  useError(onUncaught)
  useUnhandledRejection(() => openErrorPage('failed'))
  usePageNotFound(() => openErrorPage('missing'))
  return children
}
