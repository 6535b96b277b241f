import { randomUUID } from 'node:crypto'

/** An answer that is no: WeChat says it with HTTP 200. */
export class Refusal extends Error {
  constructor(
    readonly errcode: number,
    errmsg: string,
  ) {
    super(errmsg)
  }

  answer() {
    return { errcode: this.errcode, errmsg: `${this.message} rid: ${randomUUID().slice(0, 26)}` }
  }
}
