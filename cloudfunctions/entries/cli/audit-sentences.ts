import type { AuditFileError } from '../../services/audit/file'
import type { BrokenLink } from '../../services/audit/walk'

const COLLECTION_NAMES: Readonly<Record<string, string>> = {
  'trainee-days': '签到记录',
  'class-days': '决定与说明记录',
  'camera-days': '录像查询记录',
  'camera-lines': '摄像头上下线记录',
  'access-days': '访问记录',
  'face-consents': '人脸同意记录',
  purges: '到期清除记录',
}

/** Where the first broken link is, and what must have happened there. */
export function brokenSentence(broken: BrokenLink): string {
  switch (broken.kind) {
    case 'event':
      return `${streamName(broken.collection, broken.stream)}的第 ${broken.event} 个事件与校验值对不上：它、它之前的内容，或这份记录的归属被改动过`
    case 'cut-off':
      return `${streamName(broken.head.collection, broken.head.id)}少了内容：第 ${broken.seal} 号封存时有 ${broken.head.count} 个事件，现在${broken.found === 0 ? '整份不见了' : `只有 ${broken.found} 个`}`
    case 'replaced':
      return `${streamName(broken.head.collection, broken.head.id)}被重做过：它的第 ${broken.head.count} 个事件与第 ${broken.seal} 号封存的不同`
    case 'seal':
      return `第 ${broken.seal} 号封存接不上：它被改动过，或它之前的一号被删去或换掉了`
    case 'witness':
      return `没有哪一号封存的校验值是 ${broken.hash}：抄下它之后，封存被删去或重做过（也请核对有没有抄错）`
  }
}

function streamName(collection: string, id: string): string {
  return `${COLLECTION_NAMES[collection] ?? '记录'}（${collection}）“${id}”`
}

/** What is the matter with a file that can't be verified. */
export function fileSentence({ why, line }: AuditFileError): string {
  switch (why) {
    case 'not-an-audit-file':
      return '这不是 jineng audit export 导出的文件'
    case 'newer':
      return '这个文件来自更新的版本，请先更新本程序'
    case 'unreadable':
      return `第 ${line} 行读不懂：文件被改动过，或没有复制完整`
    case 'twice':
      return `第 ${line} 行的记录前面已经有过：文件被改动过`
    case 'out-of-order':
      return `第 ${line} 行不该在这里：文件被改动过，或是拼起来的`
    case 'cut-off':
      return `文件不完整：到第 ${line} 行为止，行数与结尾所记不符或没有结尾，请重新导出`
  }
}
