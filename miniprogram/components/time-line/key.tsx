import { Text, View } from '@tarojs/components'
import { isMissing, missingWords } from './looks'
import type { MissingLook, Track } from './track'

function looksOn(tracks: readonly Track[]): MissingLook[] {
  const looks = tracks.flatMap(track =>
    track.kind === 'stretches' ? track.stretches.map(({ look }) => look) : [],
  )
  return [...new Set(looks.filter(isMissing))]
}

/** What the patterns mean that are drawn above. */
export function Key({ tracks }: { readonly tracks: readonly Track[] }) {
  const looks = looksOn(tracks)
  if (looks.length === 0) return null
  return (
    <View className="key">
      {looks.map(look => (
        <View className="key-line" key={look}>
          <View className={`key-sample stretch-${look}`} aria-hidden="true" />
          <Text>{missingWords[look].long}</Text>
        </View>
      ))}
    </View>
  )
}
