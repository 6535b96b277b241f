export default definePageConfig({
  navigationBarTitleText: '今天',
  ...(process.env.TARO_ENV === 'weapp'
    ? { usingComponents: { 'check-in-button': '../../native/check-in-button/check-in-button' } }
    : {}),
})
