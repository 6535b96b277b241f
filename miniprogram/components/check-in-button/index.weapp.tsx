import type { CheckInButtonProps } from './index'

/** WeChat's build: the native component, named in the page's `usingComponents`. */
export function CheckInButton({ action, enabled, label, until, skew, onPress }: CheckInButtonProps) {
  return (
    <check-in-button
      action={action}
      enabled={enabled}
      label={label}
      until={until ?? 0}
      skew={skew}
      onPress={onPress}
    />
  )
}
