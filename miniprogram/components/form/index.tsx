import type { FormEvent, ReactNode } from 'react'

export interface FormProps {
  readonly children: ReactNode
  readonly onSubmit: () => void
}

export function Form({ children, onSubmit }: FormProps) {
  const submit = (event: FormEvent) => {
    event.preventDefault()
    onSubmit()
  }
  return <form onSubmit={submit}>{children}</form>
}
