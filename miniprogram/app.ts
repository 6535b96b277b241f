import { useLaunch } from '@tarojs/taro'
import type { ReactNode } from 'react'
import { transport } from './api/transport'
import './app.scss'

export default function App({ children }: { readonly children?: ReactNode }) {
  useLaunch(transport.open)
  return children
}
