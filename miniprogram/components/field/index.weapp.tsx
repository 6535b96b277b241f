import { Input, Text, Textarea, View } from '@tarojs/components'
import { spoken } from '../aria'
import type { FieldProps } from './index'
import './index.scss'

export function Field({ label, value, onChange, kind = 'text', hint }: FieldProps) {
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
        <Textarea autoHeight maxlength={500} {...told} />
      ) : (
        <Input type={kind === 'number' ? 'number' : 'text'} password={kind === 'password'} {...told} />
      )}
    </View>
  )
}
