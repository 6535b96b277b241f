import type { CheckInButtonProps } from './index'

declare module 'react' {
  namespace JSX {
    interface IntrinsicElements {
      /** `native/check-in-button`; `until` 0: nothing to wait for. */
      'check-in-button': Omit<CheckInButtonProps, 'until'> & { readonly until: number }
    }
  }
}
