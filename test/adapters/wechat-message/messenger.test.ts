import { messengerContract } from '../../ports/messenger.contract'
import { MemoryMessenger } from '../../support/messenger'
import { benches, OPEN_ID, reminder } from './workbench'

const newBench = benches()

messengerContract('WeChat, through the SDK', async () => {
  const { gateway, wechat, messenger } = await newBench()
  return {
    messenger,
    message: reminder(),
    consent: () => wechat.consent(OPEN_ID, 'tmpl-reminder'),
    arrived: () => wechat.sent.length,
    fail: how => {
      if (how === 'not-sent') gateway.faults.add({ action: 'wx.openApi', how: 'throttled' })
      else if (how === 'unknown') gateway.faults.add({ action: 'wx.openApi', how: 'cut', when: 'after' })
      else wechat.answerNextWith(47003)
    },
  }
})

messengerContract('the one in memory, by which services are tested', async () => {
  const messenger = new MemoryMessenger()
  const faults = { 'not-sent': 'not-sent', unknown: 'unknown-sent', undeliverable: 'undeliverable' } as const
  return {
    messenger,
    message: reminder(),
    consent: () => messenger.consent(OPEN_ID, 'session-reminder'),
    arrived: () => messenger.sent.length,
    fail: how => messenger.failNext(faults[how]),
  }
})
