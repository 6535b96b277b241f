import type { Server } from '../server'

/** What the services of accounts need, the command line's too, which has no cameras and no faces. */
export type AccountsServer = Pick<Server, 'store' | 'clock' | 'passwordCost'>
