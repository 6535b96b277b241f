import type { Step } from './step'

/** It becomes a development version: a person submits it for review and publishes it. */
export const app: Step = {
  title: '小程序：构建并上传为开发版本',
  needs: ['CLOUD_ENV', 'WECHAT_APPID', 'WECHAT_UPLOAD_KEY'],
  plan(site) {
    const { version, description } = site.revision()
    return [`构建小程序，上传为开发版本 ${version}（${description}）`]
  },
  async run(site) {
    site.builtApp()
    const { version, description } = site.revision()
    const sizes = await site.uploader().uploadApp(version, description)
    site.say(
      `已上传小程序 ${version}${sizes.map(({ name, bytes }) => `，${name} ${Math.ceil(bytes / 1_024)} KB`).join('')}`,
    )
    site.say('请在微信公众平台 → 版本管理中把这个开发版本设为体验版，试过后提交审核')
  },
}
