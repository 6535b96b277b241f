import { View } from '@tarojs/components'
import { Button } from '../components/button'

interface Props {
  /** Somebody else was quicker: to look at what they did comes before trying again. */
  readonly conflict: boolean
  readonly latest: () => void
  readonly disabled: boolean
  readonly submit: () => void
  /** On the button that submits. */
  readonly children: string
}

/** What sends a ruling, and, once it was overtaken, what shows by what. */
export function DecideButtons({ conflict, latest, disabled, submit, children }: Props) {
  return (
    <View className="decide-buttons">
      {conflict && (
        <Button look="primary" onPress={latest}>
          查看最新情况
        </Button>
      )}
      <Button look={conflict ? 'plain' : 'primary'} disabled={disabled} onPress={submit}>
        {children}
      </Button>
    </View>
  )
}
