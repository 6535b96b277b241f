import { Button as Native, View } from '@tarojs/components'
import { useEffect, useState } from 'react'
import { useInView } from '../../api/in-view'
import { agree, refuse, tellShown, usePrivacyAsked } from '../../api/privacy'
import { type PrivateKind, privacyWords } from '../../api/private-kind'
import { heading, role } from '../aria'
import { Button } from '../button'
import './index.scss'

/** WeChat looks for the tap on the button of this name. */
const AGREE = 'agree-privacy'

function Asked({ kind }: { readonly kind: PrivateKind }) {
  const [problem, setProblem] = useState('')
  const { title, why, without, refuse: refuses } = privacyWords[kind]
  useEffect(tellShown, [])
  const open = () => wx.openPrivacyContract({ fail: () => setProblem('现在打不开，请稍后再试。') })
  return (
    <View className="privacy" catchMove>
      <View className="privacy-sheet" {...role('alertdialog')} aria-modal="true">
        <View className="privacy-title" {...heading(2)}>
          {title}
        </View>
        <View>{why}</View>
        <View className="note">{without}</View>
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
        <Button onPress={refuse}>{refuses}</Button>
      </View>
    </View>
  )
}

/**
 * WeChat's question before it tells the app what is private, in this app's words, on the page that is in view. Whoever
 * refuses goes on without.
 */
export function Privacy() {
  const kind = usePrivacyAsked()
  const inView = useInView()
  return inView && kind && <Asked key={kind} kind={kind} />
}
