/** Why something about an account was not done. The entry makes the sentence. */
export type AccountRefusal =
  | { readonly code: 'not-found'; readonly what: 'account' }
  | {
      readonly code: 'account-conflict'
      /**
       * `changed-meanwhile`: since the caller looked; `own-account`: nobody closes or promotes oneself;
       * `trainee-account`: it is one person's for good, and no other account becomes one.
       */
      readonly what: 'name-taken' | 'changed-meanwhile' | 'account-closed' | 'own-account' | 'trainee-account'
    }
  | { readonly code: 'wrong-current-password' }
  | { readonly code: 'unfit-password'; readonly why: 'same-as-before' | 'holds-the-name' }
  /** Everything waits until a password that somebody else knows has been changed. */
  | { readonly code: 'password-to-change' }
