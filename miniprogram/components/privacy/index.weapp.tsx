import { Button as Native, View } from '@tarojs/components'
import { useEffect, useState } from 'react'
import { agree, refuse, tellShown, usePrivacyAsked } from '../../api/privacy'
import { Button } from '../button'
import './index.scss'

/** WeChat looks for the tap on the button of this name. */
const AGREE = 'agree-privacy'

function Asked() {
  const [problem, setProblem] = useState('')
  useEffect(tellShown, [])
  const open = () => wx.openPrivacyContract({ fail: () => setProblem('现在打不开，请稍后再试。') })
  return (
    <View className="privacy" catchMove>
      <View className="privacy-sheet">
        <View className="privacy-title">打卡时要用您的位置吗？</View>
        <View>只在您按下打卡的那一刻读取一次，用来核对是否在培训地点，不会在后台记录行踪。</View>
        <View className="note">不同意也可以打卡，只是这一天可能需要人工核查。</View>
        <View className="privacy-guide">
          <Button look="quiet" onPress={open}>
            查看《用户隐私保护指引》
          </Button>
          {problem && <View className="note">{problem}</View>}
        </View>
        <Native
          id={AGREE}
          className="button button-primary"
          hoverClass="button-held"
          openType="agreePrivacyAuthorization"
          onAgreePrivacyAuthorization={() => agree(AGREE)}
        >
          同意并继续
        </Native>
        <Button onPress={refuse}>不同意，直接打卡</Button>
      </View>
    </View>
  )
}

/** WeChat's question before it tells the app what is private, in this app's words. Whoever refuses goes on without. */
export function Privacy() {
  return usePrivacyAsked() ? <Asked /> : null
}
