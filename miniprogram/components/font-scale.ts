/** How many times the usual size the person wants to read in. A browser scales by itself. */
export const fontScale = (): number => 1
