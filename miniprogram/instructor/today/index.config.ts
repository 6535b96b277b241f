export default definePageConfig({ navigationBarTitleText: '今天的课堂' })
