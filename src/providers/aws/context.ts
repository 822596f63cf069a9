import { physicalName } from "../../conventions/names";
import type { Tags } from "../../conventions/tags";

/** What every component of this cloud knows about where it is: plain values, known before anything exists. */
export interface AwsContext {
  readonly stack: string;
  readonly accountId: string;
  readonly region: string;
  readonly drRegion: string;
  /** Ids of the three availability zones. */
  readonly zones: readonly string[];
  readonly tags: Tags;
}

/** CloudFront, its certificate, its firewall and its logs live here, wherever the stack is. */
export const GLOBAL_REGION = "us-east-1";

/** Name of something people or other systems address. */
export const nameOf = ({ stack }: AwsContext, role: string): string => physicalName(stack, role);

/** ARN of something in the stack's account and region. */
export const arnOf = ({ region, accountId }: AwsContext, service: string, resource: string): string =>
  `arn:aws:${service}:${region}:${accountId}:${resource}`;

/** ARN of a policy that AWS maintains. */
export const managedPolicy = (name: string): string => `arn:aws:iam::aws:policy/${name}`;
