import { useId } from 'react'
import './index.scss'
import { MOST_LINES } from './most-lines'

export interface FieldProps {
  readonly label: string
  readonly value: string
  readonly onChange: (value: string) => void
  /** `digits`: a code of six, read off a screen. */
  readonly kind?: 'text' | 'password' | 'number' | 'lines' | 'digits'
  /** What the browser's password store should know it by. */
  readonly fills?: 'username' | 'current-password' | 'new-password'
  readonly hint?: string
  /** Of `lines`: the most characters that it takes. */
  readonly most?: number
}

const types = { text: 'text', password: 'password', number: 'number', lines: 'text', digits: 'text' } as const

/** The keyboard of numbers, and big figures. */
const digits = { inputMode: 'numeric', maxLength: 6, className: 'field-entry field-digits' } as const

export function Field({ label, value, onChange, kind = 'text', fills, hint, most = MOST_LINES }: FieldProps) {
  const id = useId()
  const told = {
    id,
    className: 'field-entry',
    value,
    placeholder: hint,
    onChange: (event: { target: { value: string } }) => onChange(event.target.value),
  }
  return (
    <div className="field">
      <label className="field-label" htmlFor={id}>
        {label}
      </label>
      {kind === 'lines' ? (
        <textarea rows={2} maxLength={most} {...told} />
      ) : (
        <input
          type={types[kind]}
          autoComplete={fills ?? 'off'}
          {...told}
          {...(kind === 'digits' ? digits : {})}
        />
      )}
    </div>
  )
}
