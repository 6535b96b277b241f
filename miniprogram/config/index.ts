import { resolve } from 'node:path'
import { defineConfig } from '@tarojs/cli'

const contract = resolve(__dirname, '../../cloudfunctions/contract')
const target = process.env.TARO_ENV ?? 'h5'
const { serverOf } = require('./server.cjs') as {
  serverOf(target: string, environment: NodeJS.ProcessEnv): Readonly<Record<string, string>>
}
/** Literals, so that the build leaves out the way that is not used. */
const server = Object.entries(serverOf(target, process.env)).map(
  ([name, text]) => [name, JSON.stringify(text)] as const,
)

/** Sizes are CSS pixels on every target: text that follows the screen's width would be huge on a desk. */
const pixelsStayPixels = { pxtransform: { enable: false, config: {} } }

/** One source, two products. Taro is run from this folder: `taro build --type weapp` or `--type h5`. */
export default defineConfig({
  projectName: 'jineng-changchun',
  date: '2026-11-22',
  designWidth: 375,
  deviceRatio: { 375: 2, 640: 1.17, 750: 1, 828: 0.905 },
  sourceRoot: '.',
  outputRoot: `../${process.env.APP_FOLDER ?? `dist/${target}`}`,
  framework: 'react',
  compiler: { type: 'webpack5', prebundle: { enable: false } },
  cache: { enable: false },
  plugins: [resolve(__dirname, 'aria/plugin.cjs')],
  env: Object.fromEntries(server),
  mini: {
    compile: { include: [contract] },
    postcss: pixelsStayPixels,
    miniCssExtractPluginOption: { ignoreOrder: true },
  },
  h5: {
    // Taro's web components move what stands in them once they have drawn: the field just tapped loses its focus.
    useHtmlComponents: true,
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
