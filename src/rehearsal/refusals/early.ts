import type { WireProperties } from "../../graph/wire";
import type { Existing } from "../simulated";
import type { Subject } from "../subject";
import { plain, valueAt } from "../values";
import { rulesOf } from "./index";

/** What a request has to wait for, and why it may be refused instead. */
export interface TooEarly {
  readonly minutes: number;
  readonly refusal?: string;
}

/**
 * Resources that were made a moment ago, and that not every part of the cloud knows yet: the first one who names such a resource doesn't
 * find it. Its provider asks again, or it doesn't.
 */
export class Newcomers {
  private readonly unseen = new Map<string, { readonly name: string; readonly type: string }>();

  welcome({ urn, type, state }: Existing): void {
    const rule = rulesOf(type).unseen.find((one) => one.type === type);
    const name = rule === undefined ? undefined : valueAt(state, rule.by);
    if (typeof name === "string") this.unseen.set(urn, { name, type });
  }

  /** @returns what the request has to wait for; from now on everybody sees it */
  named({ type }: Subject, inputs: WireProperties): TooEarly | undefined {
    if (this.unseen.size === 0) return undefined;
    const text = JSON.stringify(plain(inputs));
    const [urn, newcomer] = [...this.unseen].find(([, { name }]) => text.includes(name)) ?? [];
    if (urn === undefined || newcomer === undefined) return undefined;
    this.unseen.delete(urn);
    const rule = rulesOf(newcomer.type).unseen.find((one) => one.type === newcomer.type);
    const { refused, minutes = 0 } = rule ?? {};
    const asksAgain = refused === undefined || refused.from !== type || valueAt(inputs, refused.unless) !== undefined;
    return asksAgain ? { minutes } : { minutes, refusal: `${refused.says}: ${newcomer.name}` };
  }
}
