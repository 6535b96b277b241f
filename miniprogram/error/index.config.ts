export default definePageConfig({ navigationBarTitleText: '请回到首页' })
