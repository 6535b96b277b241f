import type { CameraTrouble } from '../../components/face-camera/shutter'

/** Why no photo can be taken, and what to do. The trainee's hours never wait for it. */
export const cameraWords: Record<CameraTrouble, string> = {
  'no-permission':
    '没有使用相机的许可。请在浏览器或微信的设置里允许相机，再点“重新打开相机”；刚才在小程序里选了不同意的，请关掉小程序再打开。',
  'no-camera': '这台设备没有找到相机。请换一台手机登记。',
  unsupported: '这里打不开相机。请换一台手机，或用较新的浏览器登记。',
  busy: '相机正在被别的程序使用。请关掉它，再点“重新打开相机”。',
  stopped: '相机停了。请点“重新打开相机”。',
}
