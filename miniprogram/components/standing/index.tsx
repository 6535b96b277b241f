import { View } from '@tarojs/components'
import type { ReactNode } from 'react'
import type { Question } from '../../api/use-question'
import { role } from '../aria'
import { Button } from '../button'
import './index.scss'

function Problem({ sentence, again }: { readonly sentence: string; readonly again: () => void }) {
  return (
    <View className="problem" {...role('alert')}>
      <View className="problem-sentence">{sentence}</View>
      <Button onPress={again}>再试一次</Button>
    </View>
  )
}

interface Props<T> {
  readonly question: Question<T>
  readonly children: (answer: T) => ReactNode
}

/** What a page shows of a question: waiting, what went wrong and what to do, or the answer. */
export function Standing<T>({ question: { answer, problem, ask }, children }: Props<T>) {
  const mayTryAgain = problem && problem.code !== 'not-allowed'
  return (
    <>
      {mayTryAgain && <Problem sentence={problem.message} again={() => void ask()} />}
      {problem && !mayTryAgain && (
        <View className="problem" {...role('alert')}>
          {problem.message}
        </View>
      )}
      {!answer && !problem && (
        <View className="waiting" {...role('status')}>
          正在读取…
        </View>
      )}
      {answer && children(answer)}
    </>
  )
}
