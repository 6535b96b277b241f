import { useEffect, useState } from 'react'
import { canSpeak, hush, speak } from '../../api/face-speech'
import { Button } from '../../components/button'

interface Props {
  /** Names it, for whoever can't see beside what the button stands. */
  readonly title: string
  readonly text: string
}

/** Where the phone has a voice; nothing where it has none. */
export function ReadAloud({ title, text }: Props) {
  const [reading, setReading] = useState(false)
  useEffect(() => hush, [])
  if (!canSpeak()) return null
  const read = () => {
    if (reading) hush()
    else speak(`${title}。${text}`, () => setReading(false))
    setReading(!reading)
  }
  return (
    <Button look="quiet" label={`${reading ? '停止朗读' : '朗读'}：${title}`} onPress={read}>
      {reading ? '停止朗读' : '朗读'}
    </Button>
  )
}
