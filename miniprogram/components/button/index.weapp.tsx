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
  const said = label
  return (
    <Native
      className={`button button-${look} ${pressed ? 'button-on' : ''}`}
      hoverClass="button-held"
      disabled={disabled ?? false}
      {...(said ? spoken(said) : {})}
      {...(submits ? { formType: 'submit' as const } : {})}
      {...(onPress ? { onClick: onPress } : {})}
    >
      {children}
    </Native>
  )
}
