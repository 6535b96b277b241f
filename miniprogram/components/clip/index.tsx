import { View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { useState } from 'react'
import type { PlaybackView, RecordingStore } from '../../../cloudfunctions/contract/app'
import { focusable, heading, role, spoken } from '../aria'
import { Button } from '../button'
import { cameraName } from '../recording'
import { dateInWords, dateOf, dayAndTime, hourMinuteSecond } from '../time'
import type { Clip, Playing } from '../time-line/track'
import { kindOf } from './address'
import { Player } from './player'
import { useAddress } from './use-address'
import './index.scss'

const storeWords: Readonly<Record<RecordingStore, string>> = { cloud: '云存储', local: '存储卡' }

const spanInWords = ({ start, end }: PlaybackView['shows']) =>
  `${dateInWords(dateOf(start))} ${hourMinuteSecond(start)} – ${hourMinuteSecond(end)}`

function Copy({ address }: { readonly address: string }) {
  const [said, setSaid] = useState('')
  const copy = async () => {
    try {
      await Taro.setClipboardData({ data: address })
      setSaid('已复制。')
    } catch {
      setSaid('没有复制成功，请再按一次。')
    }
  }
  return (
    <View className="clip-copy">
      <Button onPress={() => void copy()}>复制播放地址</Button>
      <View {...role('status')}>{said}</View>
    </View>
  )
}

interface ElsewhereProps {
  readonly view: PlaybackView
  readonly clip: Clip
}

/** Where it can be seen, when it can't be here: never a black box. */
function Elsewhere({ view: { url, shows }, clip: { deviceSerial, channelNo } }: ElsewhereProps) {
  const ezviz = `请打开手机或电脑上的“萤石云视频”，找到设备 ${deviceSerial} 通道 ${channelNo}，回放 ${dateInWords(dateOf(shows.start))} ${hourMinuteSecond(shows.start)}。`
  if (kindOf(url) === 'ezopen') {
    return <View>这段录像只能用萤石自己的播放器看，这里放不了。{ezviz}</View>
  }
  return (
    <View>
      <View>平台给了播放地址，但这里放不了这种视频流。{ezviz}</View>
      <View>也可以复制地址，在电脑的 VLC 播放器里选“打开网络串流”观看。</View>
      <Copy address={url} />
    </View>
  )
}

interface KnownProps extends ElsewhereProps {
  readonly goOn: () => void
}

function Known({ view, clip, goOn }: KnownProps) {
  const { url, shows, expiresAt, cutAtMidnight } = view
  return (
    <>
      <Player
        key={url}
        address={url}
        words={`录像 ${spanInWords(shows)}`}
        otherwise={<Elsewhere view={view} clip={clip} />}
      />
      <View>可以看 {spanInWords(shows)}。</View>
      <View className="note">
        {expiresAt === null
          ? '这个地址没有自己的期限，由萤石按账号的权限播放。'
          : `这个地址 ${dayAndTime(expiresAt)} 前有效，过后请重新取一次。`}
      </View>
      {cutAtMidnight && (
        <View className="clip-midnight">
          <View>录像跨过零点，平台一次只放一天，这里放到 24:00。</View>
          <Button onPress={goOn}>接着看零点以后</Button>
        </View>
      )}
    </>
  )
}

interface ChoiceProps {
  readonly stores: readonly RecordingStore[]
  readonly chosen: RecordingStore
  readonly choose: (store: RecordingStore) => void
}

function Stores({ stores, chosen, choose }: ChoiceProps) {
  if (stores.length < 2) return <View className="note">存在{storeWords[chosen]}。</View>
  return (
    <View className="clip-stores" {...role('group')} {...spoken('从哪里播放')}>
      {stores.map(store => (
        <Button key={store} look="chip" pressed={store === chosen} onPress={() => choose(store)}>
          {storeWords[store]}
        </Button>
      ))}
    </View>
  )
}

interface Props extends Playing {
  readonly classId: string
  readonly onClose: () => void
}

/** A stretch of a camera's recording, played here or, where that can't be, with what to do. */
export function ClipPanel({ classId, clip, what, onClose }: Props) {
  const [store, choose] = useState<RecordingStore>(clip.stores[0] ?? 'cloud')
  const [from, setFrom] = useState(clip.from)
  const { deviceSerial, channelNo, to } = clip
  const [address, again] = useAddress({ classId, deviceSerial, channelNo, from, to, store })
  return (
    <View className="clip" {...role('region')} {...spoken('看录像')}>
      <View className="clip-head">
        <View className="clip-title" {...heading(3)} {...focusable}>
          {what}
        </View>
        <Button look="quiet" onPress={onClose}>
          关闭录像
        </Button>
      </View>
      <View className="note">
        摄像头 {cameraName(clip)}，{hourMinuteSecond(from)} 起。看录像会记入查阅记录。
      </View>
      <Stores stores={clip.stores} chosen={store} choose={choose} />
      <View className="clip-body" {...role('status')}>
        {address.state === 'asking' && <View className="note">正在向平台取播放地址…</View>}
        {address.state === 'failed' && <View className="clip-problem">没有取到录像：{address.sentence}</View>}
        {address.state === 'known' && (
          <Known view={address.view} clip={clip} goOn={() => setFrom(address.view.shows.end)} />
        )}
      </View>
      {address.state !== 'asking' && <Button onPress={again}>重新取播放地址</Button>}
    </View>
  )
}
