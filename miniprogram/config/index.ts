import { resolve } from 'node:path'
import { defineConfig } from '@tarojs/cli'

const contract = resolve(__dirname, '../../cloudfunctions/contract')
const target = process.env.TARO_ENV ?? 'h5'

/** Sizes are CSS pixels on every target: text that follows the screen's width would be huge on a desk. */
const pixelsStayPixels = { pxtransform: { enable: false, config: {} } }

/** One source, two products. Taro is run from this folder: `taro build --type weapp` or `--type h5`. */
export default defineConfig({
  projectName: 'jineng-changchun',
  date: '2026-11-22',
  designWidth: 375,
  deviceRatio: { 375: 2, 640: 1.17, 750: 1, 828: 0.905 },
  sourceRoot: '.',
  outputRoot: `../dist/${target}`,
  framework: 'react',
  compiler: { type: 'webpack5', prebundle: { enable: false } },
  cache: { enable: false },
  /** Where the mini-program finds the server; the browser build asks where it came from. */
  env: { TARO_APP_API: JSON.stringify(process.env.TARO_APP_API ?? 'http://127.0.0.1:8787') },
  mini: {
    compile: { include: [contract] },
    postcss: pixelsStayPixels,
    miniCssExtractPluginOption: { ignoreOrder: true },
  },
  h5: {
    publicPath: './',
    staticDirectory: 'static',
    router: { mode: 'hash' },
    compile: { include: [contract] },
    postcss: { ...pixelsStayPixels, autoprefixer: { enable: true, config: {} } },
    miniCssExtractPluginOption: {
      ignoreOrder: true,
      filename: 'css/[name].[contenthash:8].css',
      chunkFilename: 'css/[name].[contenthash:8].css',
    },
    output: { filename: 'js/[name].[contenthash:8].js', chunkFilename: 'js/[name].[contenthash:8].js' },
  },
})
