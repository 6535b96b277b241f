import { answerApp } from '../wire/app'
export const main = answerApp
