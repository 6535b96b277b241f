import { runSlice } from '../wire/rounds'
export const main = runSlice
