import { classDaysAMonth, sharesOf, timesADay } from './city'
import type { Budget } from './count'
import type { CheckIns, Journey } from './journeys'
import { CAMERAS } from './school'
import { CHECK_INS_A_DAY, CITY, CITY_CLASSES, CLASS_SIZE } from './supposed'
import { LOOKED_UP_ON, TIERS, type Tier } from './tiers'
import { ASSUMED_REQUEST_MS, BILLED_STEP_MS, MEMORY_MB, type Usage } from './usage'

/** What of the document follows from the code alone, and what also from how quick this machine is. */
export interface Section {
  readonly counts: string
  readonly times: string
}

const WHO: Readonly<Record<Journey['who'], string>> = {
  trainee: '学员',
  class: '学员',
  instructor: '教师',
  supervisor: '监管',
}

export function sectionOf(checkIns: CheckIns, budget: Budget): Section {
  return { counts: countsOf(checkIns, budget), times: timesOf(budget) }
}

function countsOf(checkIns: CheckIns, budget: Budget): string {
  const { journeys, idleDay, classDay, faces } = budget
  const { warm, cold } = checkIns
  const shares = sharesOf(budget)
  return lines(
    '**一次签到问几次数据库**（在线路上逐个数出来的；实例是热的，最多允许 3 次）',
    '',
    '| 情形 | 次数 | 依次是 |',
    '| --- | --: | --- |',
    row('当天第一次打卡', warm.first.length, inWords(warm.first)),
    row('当天再次打卡', warm.later.length, inWords(warm.later)),
    row('人脸核验通过后的打卡', faces.checkIn.length, inWords(faces.checkIn)),
    row('输入教室签到码的打卡', warm.byCode.length, inWords(warm.byCode)),
    '',
    '实例还不认识、要先读一次的（每个实例一次，或每 5 分钟一次）：',
    '',
    '| 情形 | 次数 | 依次是 |',
    '| --- | --: | --- |',
    row('班级资料已过 5 分钟，要重读', cold.forgotten.length, inWords(cold.forgotten)),
    row('实例当天头一次见到这位教师的签到码', cold.byNewCode.length, inWords(cold.byNewCode)),
    row('实例刚启动', cold.started.length, inWords(cold.started)),
    '',
    `**每件事一次的用量**（${CLASS_SIZE} 人的班、${CAMERAS.length} 台摄像头、上下午各一节，实例是热的）`,
    '',
    '| 谁 | 做什么 | 一个上课日几次 | 云函数调用 | 读 | 写 | 事务起止 |',
    '| --- | --- | --: | --: | --: | --: | --: |',
    ...journeys.map(one => row(WHO[one.who], one.what, timesADay(one), ...counts(one.usage))),
    row('学员', '看同意书、同意用人脸（每班一次）', '', ...counts(faces.consent)),
    row('学员', '开通微信人脸核身后打开“今天”', CLASS_SIZE * CITY.openingsADay, ...counts(faces.opening)),
    row('学员', FACE_JOURNEY, CLASS_SIZE * CHECK_INS_A_DAY, ...counts(faces.whole)),
    row('定时器', `没有课的一天（全市 ${CITY_CLASSES} 个班）`, '', ...counts(idleDay)),
    row('定时器', '有这个班上课时再加（含第二天）', 1, ...counts(classDay)),
    '',
    '**合计**',
    '',
    '| 范围 | 云函数调用 | 读 | 写 | 事务起止 |',
    '| --- | --: | --: | --: | --: |',
    row('一个班的一个上课日', ...counts(shares.classDay)),
    row('**每位学员每个上课日**', ...counts(shares.traineeDay, 1)),
    row(`全市一个月（${classDaysAMonth()} 个上课日）`, ...counts(shares.month)),
    row('全市一个工作日', ...counts(shares.day)),
    row('人人用人脸：一个班的一个上课日', ...counts(shares.byFace.classDay)),
    row('人人用人脸：全市一个月', ...counts(shares.byFace.month)),
    '',
    '**与套餐比**（用量 ÷ 额度；“—”是没有找到可靠出处，【未核实】）',
    '',
    '| 套餐 | 调用/月 | 读/天 | 写/天 | 出处 |',
    '| --- | --: | --: | --: | --- |',
    ...TIERS.map(tier => tierRow(tier, shares.month, shares.day)),
  )
}

function timesOf(budget: Budget): string {
  const { traineeDay, month } = sharesOf(budget)
  return lines(
    `**GB·s**（随机器快慢略有出入）：每位学员每个上课日 ${traineeDay.gbSeconds.toFixed(2)}，全市一个月 ${whole(month.gbSeconds)}。`,
    ...TIERS.filter(({ gbSecondsAMonth }) => gbSecondsAMonth !== null).map(
      ({ name, gbSecondsAMonth }) =>
        `- ${name}：每月 ${whole(gbSecondsAMonth!)} GB·s，用去 ${share(month.gbSeconds, gbSecondsAMonth)}。`,
    ),
    '',
    '**怎么算的**',
    '',
    '- 次数：真实构建出来的云函数、未改动的 wx-server-sdk，对着本机的网关替身跑，逐个请求数；时钟用假的，三天的定时器（每 5 分钟一次）都跑到。定时器的实例按一直是热的算。',
    '- 事务里的读写也算在读、写里，开始和提交另列；平台把事务起止算不算次数【未核实】。',
    `- GB·s = ${MEMORY_MB} MB × 计费时间。计费时间 = 本机量得的处理时间 + 数据库请求数 × ${ASSUMED_REQUEST_MS} 毫秒【假设，没有真机数据】，每次调用向上取整到 ${BILLED_STEP_MS} 毫秒（旧文档的例子：1760 毫秒计为 1800 毫秒，现行规则【未核实】）。等摄像头平台和微信答复的时间不在内。`,
    `- 全市【假设】：每年 ${CITY.traineesAYear} 人，每班 ${CLASS_SIZE} 人，每班 ${CITY.daysAClass} 个上课日（A 类 240 学时，每天 8 学时），每月 ${CITY.workingDaysAMonth} 个工作日、${CITY.calendarDaysAMonth} 个日历日；每位学员每天打开“今天”${CITY.openingsADay} 次，监管每班每天决定 ${CITY.decisionsADay} 名学员，教师的页面每班每天自动更新 ${CITY.refreshesADay} 次（亮着半小时，30 秒一次；5 分钟没有变化、又没有在录的，改为 2 分钟一次；看不见的不更新）。`,
    '- “人人用人脸”把打开“今天”、签到、签退换成人脸的那两行来算；教师见证没有减去，所以偏多。没有另外说明的合计和下面的占比都按不用人脸算。',
    `- 数据库里有全市的 ${CITY_CLASSES} 个班；四种提醒都开通了，学员每天点一下、各同意再收一条，上课提醒和核定结果照发。微信收下提醒算不算一次调用【未核实】，没有算进去。`,
    '- 没有算进去：登录、平台推送、导入导出、冷启动。',
    `- 套餐额度查于 ${LOOKED_UP_ON} 存档的公开页面。现行套餐（个人版、标准版等）按资源点计费，各项换算没有找到可靠出处【未核实】；现行的“调用次数”是否把数据库请求也算进去【未核实】，若算，全市一个月共 ${whole(month.calls + month.reads + month.writes + month.transactions)} 次。购买前以控制台为准。`,
  )
}

/** The whole of a check-in by face. */
const FACE_JOURNEY = '用人脸打一次卡：开核验、取结果、打卡'

const THINGS: Readonly<Record<string, string>> = {
  accounts: '账号',
  classes: '班级',
  'trainee-days': '学员的一天',
  'room-codes': '谁展示过签到码',
  layouts: '数据的版本',
}

/** `reads accounts` as 读账号. */
function inWords(asked: readonly string[]): string {
  const words = asked.map(one => {
    const [kind, thing = ''] = one.split(' ')
    return `${kind === 'reads' ? '读' : kind === 'writes' ? '写' : '事务'}${THINGS[thing] ?? thing}`
  })
  return words.join('、')
}

function tierRow({ name, source, ...tier }: Tier, month: Usage, day: Usage): string {
  return row(
    name,
    share(month.calls, tier.callsAMonth),
    share(day.reads, tier.readsADay),
    share(day.writes, tier.writesADay),
    source,
  )
}

function share(used: number, quota: number | null): string {
  return quota === null ? '—' : `${((used / quota) * 100).toFixed(1)} %`
}

function counts({ calls, reads, writes, transactions }: Usage, decimals = 0): string[] {
  return [calls, reads, writes, transactions].map(count => whole(count, decimals))
}

function whole(count: number, decimals = 0): string {
  return count.toLocaleString('en-US', { minimumFractionDigits: decimals, maximumFractionDigits: decimals })
}

function row(...cells: readonly (string | number)[]): string {
  return `| ${cells.join(' | ')} |`
}

function lines(...all: readonly string[]): string {
  return all.join('\n')
}

const BEGIN = '<!-- budget -->'
const END = '<!-- /budget -->'
const REST = '<!-- budget: times -->'

/** The page with the section in its place. @throws Error where the page has no place for it */
export function withSection(page: string, { counts: first, times }: Section): string {
  const [from, to] = placeIn(page)
  return `${page.slice(0, from)}\n${first}\n\n${REST}\n\n${times}\n${page.slice(to)}`
}

/** What of the section on a page follows from the code. @throws Error */
export function countsOn(page: string): string {
  const [from, to] = placeIn(page)
  return page.slice(from, to).split(REST)[0]!.trim()
}

function placeIn(page: string): readonly [from: number, to: number] {
  const [from, to] = [page.indexOf(BEGIN) + BEGIN.length, page.indexOf(END)]
  if (from < BEGIN.length || to < from) throw new Error(`the page has no ${BEGIN} … ${END}`)
  return [from, to]
}
