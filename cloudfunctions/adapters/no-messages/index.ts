import { type Messenger, MessengerError } from '../../ports/messenger'

/** There is no message service here, and this says so: nobody is asked for a consent, and nothing is sent. */
export const noMessages: Messenger = {
  templates: [],
  send: async () => {
    throw new MessengerError('not-sent', 'there is no message service', null)
  },
}
