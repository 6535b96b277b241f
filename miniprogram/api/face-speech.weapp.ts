/** WeChat gives a mini-program no voice without a service of its own. */
export const canSpeak = (): boolean => false
export function speak(_text: string, _onOver?: () => void): void {}
export function hush(): void {}
