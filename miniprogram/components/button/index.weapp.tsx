import { Button as Native } from '@tarojs/components'
import { spoken } from '../aria'
import type { ButtonProps } from './index'
import './index.scss'

export function Button({
  children,
  onPress,
  look = 'plain',
  disabled,
  pressed,
  label,
  submits,
}: ButtonProps) {
  return (
    <Native
      className={`button button-${look} ${pressed ? 'button-on' : ''}`}
      hoverClass="button-held"
      disabled={disabled ?? false}
      {...(label ? spoken(label) : {})}
      {...(submits ? { formType: 'submit' as const } : {})}
      {...(onPress ? { onClick: onPress } : {})}
    >
      {children}
    </Native>
  )
}
