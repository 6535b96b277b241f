import { View } from '@tarojs/components'
import { useState } from 'react'
import type { ClassToGive } from '../../../cloudfunctions/contract/accounts'
import { call } from '../../api/call'
import { allPages } from '../../api/use-pages'
import { type Question, useAsked } from '../../api/use-question'
import { role as aria, spoken } from '../../components/aria'
import { Button } from '../../components/button'
import { Field } from '../../components/field'
import { focusOn } from '../../components/focus'
import { Parts } from '../../components/parts'
import { Sheet, SheetTitle } from '../../components/sheet'
import { Standing } from '../../components/standing'
import { found, inOrder, particularsOf } from './class-search'
import type { ClassTitles } from './class-titles'

/** So few are seen at a glance, and need no search. */
const AT_A_GLANCE = 8
/** A phone holds so many rows without trouble; further ones are added on request. */
const AT_A_TIME = 40
const TITLE = '选择班级'

type Classes = readonly ClassToGive[]

const useClasses = (): Question<Classes> =>
  useAsked('classes-to-give', async () => {
    const pages = await allPages(after => call('classes-to-give', after === undefined ? {} : { after }))
    return inOrder(pages.flatMap(({ classes }) => classes))
  })

function Particulars({ of }: { readonly of: ClassToGive }) {
  return (
    <View className="class-particulars note">
      {particularsOf(of).map(said => (
        <View key={said}>{said}</View>
      ))}
    </View>
  )
}

interface RowsProps {
  readonly classes: Classes
  readonly chosen: readonly string[]
  readonly toggle: (classId: string) => void
}

interface RowProps {
  readonly one: ClassToGive
  readonly isChosen: boolean
  readonly toggle: (classId: string) => void
}

function Row({ one, isChosen, toggle }: RowProps) {
  return (
    <View {...aria('listitem')}>
      <Button look="row" pressed={isChosen} onPress={() => toggle(one.classId)}>
        <View className="class-line">
          <View>{one.title}</View>
          <View className="class-chosen" aria-hidden="true">
            {isChosen ? '✓ 已选' : ''}
          </View>
        </View>
        <Particulars of={one} />
      </Button>
    </View>
  )
}

function Rows({ classes, chosen, toggle }: RowsProps) {
  const [most, setMost] = useState(AT_A_TIME)
  return (
    <>
      <View className="classes-open" {...aria('list')} {...spoken('班级')}>
        {classes.slice(0, most).map(one => (
          <Row key={one.classId} one={one} isChosen={chosen.includes(one.classId)} toggle={toggle} />
        ))}
      </View>
      {classes.length > most && (
        <View className="account-more">
          <View className="note">
            已显示 {most} 个，共 {classes.length} 个。
          </View>
          <Button onPress={() => setMost(most + AT_A_TIME)}>更多</Button>
        </View>
      )}
    </>
  )
}

function Search({ classes, chosen, toggle }: RowsProps) {
  const [typed, setTyped] = useState('')
  const some = found(classes, typed)
  const isNarrowed = typed.trim() !== ''
  return (
    <>
      {classes.length > AT_A_GLANCE && (
        <Field
          label="查找（名称、日期、教室、单位或编号，空格隔开可同时找几样）"
          value={typed}
          onChange={setTyped}
        />
      )}
      <View className="note" {...aria('status')}>
        {classes.length === 0 && '还没有班级，导入之后才能选。'}
        {isNarrowed && some.length > 0 && `找到 ${some.length} 个班级。`}
        {isNarrowed && some.length === 0 && '没有找到这样的班级，换个词试试。'}
      </View>
      <Rows key={typed} classes={some} chosen={chosen} toggle={toggle} />
    </>
  )
}

interface ChosenProps {
  /** Null: not known by now. */
  readonly classes: Classes | null
  readonly titles: ClassTitles
  readonly chosen: readonly string[]
  readonly remove: (classId: string) => void
}

function Chosen({ classes, titles, chosen, remove }: ChosenProps) {
  const known = new Map(classes?.map(one => [one.classId, one]))
  const take = (classId: string, place: number) => {
    remove(classId)
    // The button that was pressed is gone: the keyboard goes on with the next one, or with choosing.
    const next = `.class-given:nth-child(${place + 1}) .button`
    focusOn(next, '.class-given:last-child .button', '.classes-choose .button')
  }
  return (
    <Parts items={chosen} most={AT_A_GLANCE} unit="个">
      {part => (
        <View className="classes-given" {...aria('list')} {...spoken('已选的班级')}>
          {part.map((classId, place) => {
            const one = known.get(classId)
            const title = one?.title ?? titles.get(classId) ?? `班级 ${classId}`
            const isGone = classes !== null && one === undefined
            return (
              <View className="class-given" key={classId} {...aria('listitem')}>
                <View className="class-of">
                  <View>{title}</View>
                  {one && <Particulars of={one} />}
                  {isGone && <View className="account-problem">系统里没有这个班级了，请移除。</View>}
                </View>
                <Button look="quiet" label={`移除：${title}`} onPress={() => take(classId, place)}>
                  移除
                </Button>
              </View>
            )
          })}
        </View>
      )}
    </Parts>
  )
}

interface Props {
  readonly chosen: readonly string[]
  readonly titles: ClassTitles
  readonly choose: (chosen: readonly string[]) => void
}

/** The classes of an instructor: those chosen, each to be taken away again, and a sheet to choose from. */
export function ClassChoice({ chosen, titles, choose }: Props) {
  const [isOpen, setOpen] = useState(false)
  const question = useClasses()
  const remove = (classId: string) => choose(chosen.filter(id => id !== classId))
  const toggle = (classId: string) =>
    chosen.includes(classId) ? remove(classId) : choose([...chosen, classId])
  return (
    <View className="class-choice" {...aria('group')} {...spoken('负责的班级')}>
      <View className="field-label">负责的班级（可以以后再选）</View>
      {chosen.length === 0 && <View className="classes-none">还没有选班级。</View>}
      <Chosen classes={question.answer} titles={titles} chosen={chosen} remove={remove} />
      <View className="classes-choose">
        <Button onPress={() => setOpen(true)}>{TITLE}</Button>
      </View>
      {isOpen && (
        <Sheet title={TITLE} className="classes-sheet" onEscape={() => setOpen(false)}>
          <View className="classes-all">
            <SheetTitle>{TITLE}</SheetTitle>
            <Standing question={question}>
              {classes => <Search classes={classes} chosen={chosen} toggle={toggle} />}
            </Standing>
          </View>
          <View className="classes-done">
            <Button look="primary" onPress={() => setOpen(false)}>
              完成（已选 {chosen.length} 个）
            </Button>
          </View>
        </Sheet>
      )}
    </View>
  )
}
