import { useId } from 'react'
import './index.scss'

export interface ChoiceProps {
  readonly label: string
  /** With the text that stands for each. */
  readonly options: readonly (readonly [value: string, text: string])[]
  readonly value: string
  readonly onChange: (value: string) => void
}

/** One of many. In the browser a real select: it opens and is searched by keyboard. */
export function Choice({ label, options, value, onChange }: ChoiceProps) {
  const id = useId()
  return (
    <div className="choice-of">
      <label className="choice-label" htmlFor={id}>
        {label}
      </label>
      <select id={id} className="choice-entry" value={value} onChange={event => onChange(event.target.value)}>
        {options.map(([option, text]) => (
          <option key={option} value={option}>
            {text}
          </option>
        ))}
      </select>
    </div>
  )
}
