import type { CameraCheck } from '../../cloudfunctions/contract/app'
import type { Words } from './words'

/** One thing found on a camera, and what to do about it; empty where nothing is to be done. */
export interface Finding {
  readonly words: Words
  readonly todo: string
}

const offline: Finding = {
  words: { text: '摄像头离线', tone: 'bad' },
  todo: '请检查电源和网络，等指示灯恢复后再检查一次。修不好请马上联系承训单位：没录到的，事后补不回来。',
}

const ready: Finding = { words: { text: '在线，可以录制', tone: 'good' }, todo: '' }

const shelters: Record<CameraCheck['shelter'], Finding | null> = {
  on: {
    words: { text: '镜头遮蔽开着，画面是黑的', tone: 'bad' },
    todo: '请在摄像头的手机应用里关闭镜头遮蔽（隐私模式），否则录像里看不到课堂。',
  },
  off: null,
  unknown: { words: { text: '不知道镜头有没有遮蔽', tone: 'quiet' }, todo: '请看画面确认能看到课堂。' },
}

const storages: Record<CameraCheck['storage'], Finding | null> = {
  ready: null,
  none: {
    words: { text: '没有存储卡', tone: 'wait' },
    todo: '摄像头自己存不下录像，上课时请点“开始录制”，并请承训单位装卡。',
  },
  faulty: {
    words: { text: '存储卡损坏', tone: 'bad' },
    todo: '摄像头自己存不下录像，上课时请点“开始录制”，并请承训单位换卡。',
  },
  unformatted: {
    words: { text: '存储卡没有初始化', tone: 'wait' },
    todo: '上课时请点“开始录制”，并请承训单位在摄像头的手机应用里初始化存储卡。',
  },
  formatting: { words: { text: '存储卡正在初始化', tone: 'wait' }, todo: '请等几分钟再检查一次。' },
  unknown: { words: { text: '存储卡的情况不明', tone: 'quiet' }, todo: '' },
}

/** What a check found, the gravest first. Of a camera that is off nothing else is known. */
export function findingsOf({ online, shelter, storage }: CameraCheck): Finding[] {
  if (!online) return [offline]
  const found = [shelters[shelter], storages[storage]].filter(finding => finding !== null)
  return found.some(({ words }) => words.tone === 'bad') ? found : [ready, ...found]
}
