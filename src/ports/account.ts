import type { Provisioned } from "./common";

/** What exists once per cloud account, whichever stacks share it; only the stack that owns the account makes it. */
export interface AccountArgs {
  readonly owned: boolean;
}

/** Ready when everything that other capabilities expect of the account exists, made here or elsewhere. */
export type Account = Provisioned;
