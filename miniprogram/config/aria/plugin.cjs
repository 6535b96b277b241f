const { join } = require('node:path')
const { components } = require('./attributes.cjs')

/**
 * A plugin of Taro's build: brings what a screen reader is told into the templates of WeChat's elements, and into the
 * runtime that fills them. A browser has it all by itself.
 */
module.exports = ctx => {
  ctx.registerMethod({
    name: 'onSetupClose',
    fn(platform) {
      if (platform.platform !== 'weapp') return
      platform.template.mergeComponents(ctx, components)
      platform.runtimePath = [platform.runtimePath, join(__dirname, 'runtime.cjs')].flat()
    },
  })
}
