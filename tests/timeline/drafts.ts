import { bareResource, type Graph, type GraphResource, type Inputs } from "../../src/graph/graph";

/** A resource as a test writes it down: what it uses, and what it is only asked to wait for. */
export interface Draft {
  readonly type: string;
  readonly name: string;
  readonly parent?: string;
  readonly provider?: string;
  readonly uses?: readonly string[];
  readonly dependsOn?: readonly string[];
  readonly custom?: boolean;
  readonly inputs?: Inputs;
}

/** A timed type for each length that a test needs. */
export const TYPES = {
  nothing: "random:index/randomId:RandomId",
  /** 27 minutes. */
  search: "aws:opensearch/domain:Domain",
  /** 8 minutes. */
  cache: "aws:elasticache/replicationGroup:ReplicationGroup",
  /** 5 minutes. */
  cdn: "aws:cloudfront/distribution:Distribution",
  /** 0.2 minutes. */
  key: "aws:kms/key:Key",
} as const;

export const urnOf = (name: string): string => `urn:pulumi:test::test::type::${name}`;

export function graphFrom(...drafts: readonly Draft[]): Graph {
  return {
    project: "test",
    stack: "test",
    mode: "resolved",
    resources: drafts.map(recorded),
    outputs: {},
    componentOutputs: {},
    invokes: [],
  };
}

function recorded({ type, name, parent, provider, uses = [], dependsOn = [], custom = true, inputs = {} }: Draft) {
  const resource: GraphResource = {
    ...bareResource({ urn: urnOf(name), type, name, inputs }),
    custom,
    parent: parent === undefined ? null : urnOf(parent),
    provider: provider === undefined ? null : urnOf(provider),
    dependencies: [...uses, ...dependsOn].map(urnOf),
    propertyDependencies: uses.length > 0 ? { input: uses.map(urnOf) } : {},
  };
  return resource;
}
