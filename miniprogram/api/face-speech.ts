const voice = (): SpeechSynthesis | null => (typeof speechSynthesis === 'object' ? speechSynthesis : null)

/** Whether this phone can read aloud at all. */
export const canSpeak = (): boolean => voice() !== null

/**
 * Says it now: what was being said before is broken off.
 * @param onOver it was said, or broken off
 */
export function speak(text: string, onOver: () => void = () => {}): void {
  const sentence = new SpeechSynthesisUtterance(text)
  sentence.lang = 'zh-CN'
  // Slower than people talk: whoever wants it read to them wants to follow.
  sentence.rate = 0.9
  sentence.onend = onOver
  sentence.onerror = onOver
  hush()
  voice()?.speak(sentence)
}

export const hush = (): void => voice()?.cancel()
