import type { LogRetention, Provisioned } from "./common";

export interface AccountArgs {
  /** What exists once per cloud account, whichever stacks share it, is made by the stack that owns the account alone. */
  readonly owned: boolean;
  /** Of the stack's logs, where a cloud collects them in one place; the cap is in GB a day. */
  readonly logs: LogRetention & { readonly capGbPerDay: number };
}

/** Ready when everything that other capabilities expect of the account exists, made here or elsewhere. */
export type Account = Provisioned;
