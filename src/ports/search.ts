import type { Output } from "@pulumi/pulumi";
import type { SearchSize } from "../../stacks";
import type { Client, LogRetention, NetworkPeer, Provisioned, SecretRef } from "./common";

export interface SearchArgs<Identity> {
  readonly size: SearchSize;
  readonly logs: LogRetention;
  readonly protect: boolean;
  /** Who may use it. The first is its administrator: `api`, whose `migrate` command creates indexes and roles. */
  readonly clients: readonly [Client<Identity>, ...Client<Identity>[]];
}

export interface Search extends Provisioned {
  /** `SEARCH_DIALECT`: which client library the CRM takes. */
  readonly dialect: "opensearch" | "elasticsearch" | "azure-ai-search";
  readonly url: Output<string>;
  readonly peer: NetworkPeer;
  /** Null where pods prove themselves with their cloud identity. */
  readonly credentials:
    { readonly username: SecretRef; readonly password: SecretRef } | { readonly apiKey: SecretRef } | null;
}
