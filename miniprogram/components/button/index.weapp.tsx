import { Button as Native } from '@tarojs/components'
import { spoken } from '../aria'
import type { ButtonProps } from './index'
import './index.scss'

/** WeChat tells a screen reader that it is a button, and nothing of how it stands. */
const standing = ({ pressed, expanded, disabled }: ButtonProps) => ({
  ...(pressed === undefined ? {} : { 'aria-pressed': String(pressed) }),
  ...(expanded === undefined ? {} : { 'aria-expanded': String(expanded) }),
  ...(disabled === undefined ? {} : { 'aria-disabled': String(disabled) }),
})

export function Button(props: ButtonProps) {
  const { children, onPress, look = 'plain', disabled, pressed, label, submits } = props
  return (
    <Native
      className={`button button-${look} ${pressed ? 'button-on' : ''}`}
      hoverClass="button-held"
      disabled={disabled ?? false}
      {...standing(props)}
      {...(label ? spoken(label) : {})}
      {...(submits ? { formType: 'submit' as const } : {})}
      {...(onPress ? { onClick: onPress } : {})}
    >
      {children}
    </Native>
  )
}
