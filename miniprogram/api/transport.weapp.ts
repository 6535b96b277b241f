import { overCloud } from './over-cloud'
import { overHttp } from './over-http'
import type { Transport } from './transport'

/** The build writes both texts here, one of them empty, and leaves the other way out. */
export const transport: Transport = process.env.TARO_APP_CLOUD_ENV
  ? overCloud(process.env.TARO_APP_CLOUD_ENV)
  : overHttp(process.env.TARO_APP_API ?? '')
