import { Text, View } from '@tarojs/components'
import type { ReactNode } from 'react'
import { useState } from 'react'
import type { CallFailure } from '../../api/call'
import { shownPerson, signOut } from '../../api/session'
import { asFailure } from '../../api/use-question'
import { focusable, heading, role } from '../aria'
import { Button } from '../button'
import { ELDER_SCALE, useElder } from '../elder'
import { fontScale } from '../font-scale'
import { UpdateNotice } from '../notices/update'
import { Privacy } from '../privacy'
import './index.scss'

/** Without an answer the session may have ended or not: pressed again, it surely has. */
const stillSignedIn = ({ message, unsettled }: CallFailure) =>
  unsettled ? '还没有退出：现在连不上服务器。请连上网后再点一次“退出”。' : `还没有退出：${message}`

function Tools({ signedIn }: { readonly signedIn: boolean }) {
  const [elder, toggleElder] = useElder()
  const [problem, setProblem] = useState('')
  const leave = () => {
    setProblem('')
    return signOut().catch(error => setProblem(stillSignedIn(asFailure(error))))
  }
  const name = signedIn ? shownPerson()?.displayName : undefined
  return (
    <View className="tools">
      <Text className="tools-name">{name || '技能长春'}</Text>
      <Button look="quiet" pressed={elder} onPress={toggleElder}>
        {elder ? '✓ 大字版' : '大字版'}
      </Button>
      {signedIn && (
        <Button look="quiet" onPress={() => void leave()}>
          退出
        </Button>
      )}
      <View className="tools-problem" {...role('alert')}>
        {problem}
      </View>
      {problem && (
        <Button look="quiet" onPress={() => setProblem('')}>
          知道了
        </Button>
      )}
    </View>
  )
}

/** Null: the usual sizes. */
function sizes(elder: boolean): Readonly<Record<string, string>> | null {
  const scale = Math.max(1, elder ? fontScale() / ELDER_SCALE : fontScale())
  return scale === 1 ? null : { '--scale': String(scale) }
}

interface Props {
  readonly title: string
  /** One line under the title. */
  readonly under?: string | undefined
  readonly wide?: boolean
  readonly signedIn?: boolean
  readonly children: ReactNode
}

/** The frame of every page: whose it is, elder mode, the way out, and the title. */
export function Page({ title, under, wide = false, signedIn = true, children }: Props) {
  const [elder] = useElder()
  const style = sizes(elder)
  return (
    <View
      className={`page ${elder ? 'elder' : ''} ${wide ? 'page-wide' : ''}`}
      {...(style ? { style } : {})}
      {...role('main')}
    >
      <Tools signedIn={signedIn} />
      <View className="page-title" {...heading(1)} {...focusable}>
        {title}
      </View>
      {under !== undefined && <View className="page-under">{under}</View>}
      {children}
      <UpdateNotice />
      <Privacy />
    </View>
  )
}

export function Section({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <View className="section">
      <View className="section-title" {...heading(2)}>
        {title}
      </View>
      {children}
    </View>
  )
}
