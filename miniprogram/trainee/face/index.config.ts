export default definePageConfig({ navigationBarTitleText: '人脸打卡' })
