/** The characters that most reasons and questions may have. */
export const MOST_LINES = 500
