import { Text, View } from '@tarojs/components'
import type { ReactNode } from 'react'
import { useState } from 'react'
import { shownPerson, signOut } from '../../api/session'
import { asFailure } from '../../api/use-question'
import { heading, role } from '../aria'
import { Button } from '../button'
import { ELDER_SCALE, useElder } from '../elder'
import { fontScale } from '../font-scale'
import { UpdateNotice } from '../notices/update'
import { Privacy } from '../privacy'
import './index.scss'

function Tools({ signedIn }: { readonly signedIn: boolean }) {
  const [elder, toggleElder] = useElder()
  const [problem, setProblem] = useState('')
  const leave = () => signOut().catch(error => setProblem(asFailure(error).message))
  const name = signedIn ? shownPerson()?.displayName : undefined
  return (
    <View className="tools">
      <Text className="tools-name">{problem || name || '技能长春'}</Text>
      <Button look="quiet" pressed={elder} onPress={toggleElder}>
        {elder ? '✓ 大字版' : '大字版'}
      </Button>
      {signedIn && (
        <Button look="quiet" onPress={() => void leave()}>
          退出
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
      <View className="page-title" {...heading(1)}>
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
