/**
 * The least that a function on WeChat's cloud can be: it requires the SDK, finds who asks, and answers. With
 * `{ reads: true }` it reads one document before, as every answer of ours does at least.
 */
const cloud = require('wx-server-sdk')

exports.main = async ({ reads }) => {
  cloud.init({ env: cloud.DYNAMIC_CURRENT_ENV })
  const { OPENID } = cloud.getWXContext()
  if (!reads) return { openId: OPENID }
  const { data } = await cloud.database().collection('accounts').limit(1).get()
  return { openId: OPENID, found: data.length }
}
