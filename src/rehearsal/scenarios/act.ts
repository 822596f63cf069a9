import type { VERSIONS } from "../../conventions/versions";
import type { WireProperties } from "../../graph/wire";
import type { Plan } from "../../plan/plan";
import type { Kind } from "../events";
import type { Fault } from "../faults";

/** Something that happens in the cloud behind the engine's back, to the stack that an act is about. */
export type Happening =
  /** Of the first two resources of a type, in the order of their URNs, one is changed by hand and one disappears. */
  | { readonly kind: "drift"; readonly type: string; readonly change: WireProperties }
  /** One resource of every type is changed by hand, where something of it can be. */
  | { readonly kind: "drift everywhere" }
  /** All resources of these types disappear; of the first stack where it says so. */
  | { readonly kind: "loss"; readonly types: readonly string[]; readonly ofFirst?: true }
  /** Everything of the first stack disappears that stood in its region and nowhere else. */
  | { readonly kind: "loss of the region"; readonly ofFirst: true };

/** What comes before a command. */
export interface Preparation {
  /** Settings, by path; `<stack>` stands for the stack's name. */
  readonly set?: Readonly<Record<string, string>>;
  /** Settings that are taken away, by path. */
  readonly unset?: readonly string[];
  /** Every secret of the configuration gets another value. */
  readonly rotates?: true;
  /** Versions that the program's next release pins. */
  readonly versions?: Readonly<Partial<Record<keyof typeof VERSIONS, string>>>;
  readonly happens?: Happening;
  /** A type of which the first resource is protected by hand. */
  readonly protects?: string;
  /** The state protects nothing any more; the cloud still does what it does. */
  readonly unprotects?: true;
  /** Types of which every resource is to be made anew. */
  readonly taints?: readonly string[];
  /** The lock of an update that died, its pending operations and its orphans are cleared up. */
  readonly clearsUp?: true;
}

/** One command in the life of a stack: what comes before it, and what it must do. */
export interface Act extends Preparation {
  readonly name: string;
  /** It is about a second stack, which is made beside the first one, with its settings, when it first plays. */
  readonly beside?: true;
  readonly command: "preview" | "up" | "refresh" | "destroy";
  /** Types that the command is limited to. */
  readonly only?: readonly string[];
  /** It looks at the cloud first. */
  readonly refreshes?: true;
  /** It is not previewed: only the command itself can be refused, or knows what it will find. */
  readonly unforeseen?: true;
  /** A part of the engine's refusal: it must refuse, and nothing may change. */
  readonly refused?: string;
  /** A part of why it fails where it is done, not where it is foreseen: what was done until then stays. */
  readonly fails?: string;
  /** The engine is killed as soon as nothing goes on any more but what is never answered. */
  readonly killed?: true;
  /** It is repeated until nothing fails, and where the engine was killed, its remains are cleared up first. */
  readonly persists?: true;
  /** While it runs, a second update of the same stack is tried, which must be refused. */
  readonly meanwhile?: true;
  /** Nothing that holds data may be made anew or go. */
  readonly keepsData?: true;
  /** Left out where nothing of the stack is protected. */
  readonly ifProtected?: true;
  /** Kinds of steps that it must have at least one of. */
  readonly does: readonly Kind[];
  /** Kinds of steps that it may have besides those. */
  readonly may?: readonly Kind[];
}

/** The stack as it will be, which decides how a scenario is played. */
export type Subject = Plan;

export interface Scenario {
  readonly name: string;
  /** What it shows, for the help. */
  readonly about: string;
  /** The page of `docs/runbooks` that it follows, without `.md`. */
  readonly runbook: string;
  /** In order, for a stack that will be as the plan says. */
  readonly acts: (subject: Subject) => readonly Act[];
  /** What goes wrong in the cloud, each once. */
  readonly faults?: (subject: Subject, seed: string) => readonly Fault[];
  /** The first act must lead to the world of an update without faults. */
  readonly compares?: true;
}

export const isProtected = ({ resources }: Subject): boolean => resources.some(({ protect }) => protect);
