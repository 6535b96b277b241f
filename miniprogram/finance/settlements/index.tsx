import { View } from '@tarojs/components'
import { Page, Section } from '../../components/page'

/** Finance has an account before it has settlements: it is told so, and shown no figure. */
export default function SettlementsPage() {
  return (
    <Page title="补贴结算" under="补贴结算在后续版本开放，现在还没有可以查看的结算。">
      <Section title="开放后在这里可以">
        <View>查看每个项目的结算表，每笔金额都能展开到条款、学时和打卡依据；</View>
        <View>导出补贴申领花名册和公示名单；</View>
        <View>确认拨付。</View>
      </Section>
      <Section title="现在">
        <View className="note">
          监管人员核定班级日时，会看到对学时和补贴的影响。需要核对的，请与监管人员联系。
        </View>
      </Section>
    </Page>
  )
}
