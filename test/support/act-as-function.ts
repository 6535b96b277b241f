/** As within a cloud function: elsewhere the SDK looks for a cloud around it before each request. */
export function actAsFunction(): void {
  Object.assign(process.env, {
    TENCENTCLOUD_RUNENV: 'SCF',
    TENCENTCLOUD_REGION: 'ap-shanghai',
    SCF_NAMESPACE: 'local-env',
    // The SDK warns of requests that take long, also of those that have failed long ago.
    SILENCE: 'true',
  })
}

/** Waits that take no time, in the middle of what the lot could draw. */
export const NO_WAITING = { pause: async () => {}, random: () => 0.5 }
