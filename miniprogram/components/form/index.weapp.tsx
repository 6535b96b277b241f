import { Form as Native } from '@tarojs/components'
import type { FormProps } from './index'

export function Form({ children, onSubmit }: FormProps) {
  return <Native onSubmit={onSubmit}>{children}</Native>
}
