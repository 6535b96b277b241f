import { Input, Text, Textarea, View } from '@tarojs/components'
import { spoken } from '../aria'
import type { FieldProps } from './index'
import { MOST_LINES } from './most-lines'
import './index.scss'

const digits = { maxlength: 6, className: 'field-entry field-digits' }

export function Field({ label, value, onChange, kind = 'text', hint, most = MOST_LINES }: FieldProps) {
  const told = {
    className: 'field-entry',
    value,
    placeholder: hint ?? '',
    onInput: (event: { detail: { value: string } }) => onChange(event.detail.value),
    ...spoken(label),
  }
  return (
    <View className="field">
      <Text className="field-label">{label}</Text>
      {kind === 'lines' ? (
        <Textarea autoHeight maxlength={most} {...told} />
      ) : (
        <Input
          type={kind === 'number' || kind === 'digits' ? 'number' : 'text'}
          password={kind === 'password'}
          {...told}
          {...(kind === 'digits' ? digits : {})}
        />
      )}
    </View>
  )
}
