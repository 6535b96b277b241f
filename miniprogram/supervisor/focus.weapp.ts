/** WeChat has no keyboard to bring anywhere. */
export const prepare = (): boolean => false
