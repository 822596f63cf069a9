import type { Member } from "../plan/describe/members";
import type { RecoveryKind } from "./kinds";

/** What a vendor's resources have to do with failures. */
export interface RecoveryVendor {
  /** How its types begin. */
  readonly prefix: string;
  readonly places: Places;
  readonly kinds: Readonly<Record<string, RecoveryKind>>;
  /** Where the copies in another region are, by the type of the resource that makes them. */
  readonly copies: Readonly<Record<string, CopyKind>>;
  /** Types that are a key of the stack once more, in another region: the input that names the key. */
  readonly twins?: Readonly<Record<string, string>>;
}

/** Where the vendor's resources say in which region they stand; one that says nothing stands in none. */
export interface Places {
  /** Of the vendor's provider: the input with the stack's region, where its own resources stand unless they say otherwise. */
  readonly home?: string;
  /** Whether resources that say nothing stand there. */
  readonly homeByDefault?: true;
  /** Inputs that name the region, as the vendor writes it; of a list, `list.*.item`. */
  readonly stated?: readonly string[];
  /** Pattern of what stands before the region's name. */
  readonly namePrefix?: string;
  /** Inputs that name the resource with which one stands, the closest first. */
  readonly follows?: readonly string[];
  /** Beginnings of types that have no region, be it that they say one. */
  readonly global?: readonly string[];
  /** Beginnings of types that stand in the stack's region, whatever they call it. */
  readonly atHome?: readonly string[];
  /** Types that stand there if this holds. */
  readonly atHomeIf?: Readonly<Record<string, (resource: Member) => boolean>>;
}

/** Where a resource that makes copies puts them, and under which keys. */
export type CopyKind =
  /** It is the copy itself, under its own key. */
  | { readonly in: "holder" }
  /** In another resource, under that one's key and one that the maker names. */
  | { readonly in: "target"; readonly at: string; readonly type: string; readonly key?: string }
  /** Beside another resource, in the region with which its cloud pairs its own, under that one's key. */
  | { readonly in: "pair"; readonly at: string; readonly type: string }
  /** Inside the data's own service, a list with a region and a key each. */
  | { readonly in: "list"; readonly at: string; readonly region: string; readonly key: string }
  /** In the vendor's store of a region that is not the data's own, under the data's key. */
  | { readonly in: "region"; readonly at: string; readonly home: string };
