/** The time in which a second tap belongs to the first. */
const DOUBLE_TAP_MS = 800

interface Instance {
  readonly data: { readonly enabled: boolean; readonly skew: number }
  timer: ReturnType<typeof setInterval> | null
  pressedAt: number
  setData(change: { now: number }): void
  triggerEvent(name: 'press'): void
}

/** The one big button with the time left under it. It ticks by itself: one number a second, no React. */
Component({
  options: { styleIsolation: 'isolated' },
  properties: {
    action: String,
    enabled: Boolean,
    label: String,
    /** Epoch milliseconds on the server's clock; 0: nothing to wait for. */
    until: Number,
    /** Server's clock minus this phone's, in milliseconds. */
    skew: Number,
  },
  data: { now: 0 },
  lifetimes: {
    attached(this: Instance) {
      const tick = () => this.setData({ now: Date.now() + this.data.skew })
      tick()
      this.timer = setInterval(tick, 1000)
    },
    detached(this: Instance) {
      if (this.timer) clearInterval(this.timer)
      this.timer = null
    },
  },
  methods: {
    press(this: Instance) {
      if (!this.data.enabled) return
      const now = Date.now()
      if (now - (this.pressedAt ?? 0) < DOUBLE_TAP_MS) return
      this.pressedAt = now
      this.triggerEvent('press')
    },
  },
})
