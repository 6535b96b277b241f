/** WeChat has no keyboard to bring anywhere. */
export function focusOn(..._selectors: readonly string[]): void {}
