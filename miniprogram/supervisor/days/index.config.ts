export default definePageConfig({ navigationBarTitleText: '技能长春' })
