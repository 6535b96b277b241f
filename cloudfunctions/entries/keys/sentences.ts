import type { SecretsError, SecretsFault } from '../../ports/secrets'

const REMEDIES: Readonly<Record<SecretsFault, string>> = {
  'no-keys':
    '数据里有加密的身份证号，但找不到密钥文件 keys.json。请把原来的 keys.json（或 JINENG_KEYS）放回后再启动；重新生成的密钥打不开原有数据，所以不会自动生成。',
  'wrong-keys':
    '密钥与数据对不上，可能放错了 keys.json 或 JINENG_KEYS。请换回这份数据原来的密钥后再启动，数据没有改动。',
  'unknown-key': '有数据是用一把现在没有的密钥加密的。请把缺少的密钥补回 keys.json 或 JINENG_KEYS 后再试。',
  'damaged-keys':
    '密钥的内容不完整或格式不对。请用备份的 keys.json 替换；用 JINENG_KEYS 时应为 root=…,k1=…，每个值是 32 字节的 base64，最后一把用于加密。',
  'unreadable-keys': '密钥文件读不了。请检查它的所有者、权限和磁盘。',
  'open-to-others': '密钥文件的权限太宽，其他用户也能读写。请执行 chmod 600 后再启动。',
  'not-written': '密钥文件写不进去，原来的密钥没有改动。请检查数据目录的权限和磁盘空间。',
  tampered: '有一项加密数据与保存时不一致，可能被改动过或移到了别人名下。请从备份核对这一项。',
}

/** For the person at the terminal: what to do, and after it what exactly was found. */
export function secretsSentence({ fault, message }: SecretsError): string {
  return `${REMEDIES[fault]}（${message}）`
}
