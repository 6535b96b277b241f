/** Bundled into the mini-program: the attributes get the same short names there as in its templates. */
const { mergeInternalComponents } = require('@tarojs/shared')
const { components } = require('./attributes.cjs')

mergeInternalComponents(components)
