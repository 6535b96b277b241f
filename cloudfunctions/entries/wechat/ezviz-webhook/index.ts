import { answerEzviz } from '../wire/ezviz-webhook'
export const main = answerEzviz
