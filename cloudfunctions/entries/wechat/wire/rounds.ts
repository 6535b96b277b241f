export async function runSlice(): Promise<{ readonly left: boolean }> {
  return { left: false }
}
