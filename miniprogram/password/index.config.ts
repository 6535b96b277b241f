export default definePageConfig({ navigationBarTitleText: '设置新密码' })
