/**
 * How the built app finds its server, and nothing but that. In WeChat it is one of two; a browser asks where its pages
 * came from.
 *
 * @param {string} target `weapp` or `h5`
 * @param {Readonly<Record<string, string | undefined>>} environment
 * @returns {{ TARO_APP_API: string, TARO_APP_CLOUD_ENV: string }} one of them, or in the browser both, is empty
 * @throws {Error} with a sentence for whoever builds, when the mini-program is told of no server
 */
function serverOf(target, { TARO_APP_API = '', TARO_APP_CLOUD_ENV = '' }) {
  if (target !== 'weapp') return { TARO_APP_API: '', TARO_APP_CLOUD_ENV: '' }
  if (TARO_APP_CLOUD_ENV) return { TARO_APP_API: '', TARO_APP_CLOUD_ENV }
  if (TARO_APP_API) return { TARO_APP_API: TARO_APP_API.replace(/\/+$/, ''), TARO_APP_CLOUD_ENV: '' }
  throw new Error(NEITHER)
}

const NEITHER = `构建小程序前，请先说明它连接哪里，设置下面两个环境变量中的一个：
  TARO_APP_CLOUD_ENV  微信云开发的环境 ID（例如 cloud1-2g4xxxxx），小程序直接调用云函数；
  TARO_APP_API        自己的服务器地址（例如 https://jineng.example.cn；在本机试用时 http://127.0.0.1:8787），小程序用 HTTP(S) 访问。
两个都设置时用 TARO_APP_CLOUD_ENV。例如：TARO_APP_CLOUD_ENV=cloud1-2g4xxxxx npm run build:weapp`

module.exports = { serverOf }
