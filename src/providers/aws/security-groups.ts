import type { Output, Resource } from "@pulumi/pulumi";
import { DefaultSecurityGroup } from "@pulumi/aws/ec2/defaultSecurityGroup";
import { ManagedPrefixList } from "@pulumi/aws/ec2/managedPrefixList";
import { SecurityGroup } from "@pulumi/aws/ec2/securityGroup";
import type { Vpc } from "@pulumi/aws/ec2/vpc";
import { SecurityGroupEgressRule } from "@pulumi/aws/vpc/securityGroupEgressRule";
import { SecurityGroupIngressRule } from "@pulumi/aws/vpc/securityGroupIngressRule";
import { ATLAS_CIDR } from "../../conventions/cidrs";
import { CLOUDFLARE_RANGES } from "../../conventions/cloudflare-ranges";
import { type AwsContext, nameOf } from "./context";

/** The requirements' three groups: load balancer, application (nodes and pods), database. */
export interface SecurityGroups {
  readonly alb: SecurityGroup;
  readonly app: SecurityGroup;
  readonly db: SecurityGroup;
}

/** Who is at the other end of a rule. */
type Peer =
  | { readonly cidrIpv4: string }
  | { readonly referencedSecurityGroupId: Output<string> }
  | { readonly prefixListId: Output<string> };

interface Rule {
  readonly ports: number | readonly [from: number, to: number];
  readonly peer: Peer;
  readonly description: string;
}

/** Ports of the data services inside the network: cache, and search, which AWS serves on 443 only. */
const DATA_PORTS = { cache: 6379, search: 443 } as const;
/** MongoDB, its routers and its config servers. */
const ATLAS_PORTS = [27015, 27017] as const;
const ALL_PORTS = [0, 65535] as const;

export function createSecurityGroups(prefix: string, vpc: Vpc, aws: AwsContext, parent: Resource): SecurityGroups {
  const vpcId = vpc.id;
  new DefaultSecurityGroup(`${prefix}-default`, { vpcId, ingress: [], egress: [] }, { parent });
  const group = (role: string, description: string) =>
    new SecurityGroup(`${prefix}-${role}`, { vpcId, description, tags: { Name: nameOf(aws, role) } }, { parent });
  const groups = {
    alb: group("alb", "Load balancer"),
    app: group("app", "Nodes and pods"),
    db: group("db", "Cache and search"),
  };
  const rules = rulesOf(groups, createEdgeList(prefix, aws, parent));
  for (const [role, { ingress, egress }] of Object.entries(rules)) {
    const securityGroupId = groups[role as keyof SecurityGroups].id;
    for (const [name, rule] of Object.entries(ingress))
      new SecurityGroupIngressRule(
        `${prefix}-${role}-from-${name}`,
        { securityGroupId, ...ruleArgs(rule) },
        { parent },
      );
    for (const [name, rule] of Object.entries(egress))
      new SecurityGroupEgressRule(`${prefix}-${role}-to-${name}`, { securityGroupId, ...ruleArgs(rule) }, { parent });
  }
  return groups;
}

/** One list instead of a rule per range: it is replaced in place when Cloudflare's ranges change. */
function createEdgeList(prefix: string, aws: AwsContext, parent: Resource): Output<string> {
  const entries = CLOUDFLARE_RANGES.ipv4.map((cidr) => ({ cidr, description: "Cloudflare" }));
  const list = { name: nameOf(aws, "cloudflare"), addressFamily: "IPv4", maxEntries: entries.length, entries };
  return new ManagedPrefixList(`${prefix}-cloudflare`, list, { parent }).id;
}

type Rules = Readonly<Record<string, Rule>>;

type AllRules = Readonly<Record<keyof SecurityGroups, { readonly ingress: Rules; readonly egress: Rules }>>;

function rulesOf(groups: SecurityGroups, cloudflare: Output<string>): AllRules {
  const of = (role: keyof SecurityGroups): Peer => ({ referencedSecurityGroupId: groups[role].id });
  const edge = { prefixListId: cloudflare };
  return {
    alb: {
      ingress: {
        "cloudflare-http": { ports: 80, peer: edge, description: "HTTP from Cloudflare, redirected" },
        "cloudflare-https": { ports: 443, peer: edge, description: "HTTPS from Cloudflare" },
      },
      egress: { app: { ports: ALL_PORTS, peer: of("app"), description: "Pods" } },
    },
    app: {
      ingress: { alb: { ports: ALL_PORTS, peer: of("alb"), description: "Load balancer" } },
      egress: {
        internet: { ports: 443, peer: { cidrIpv4: "0.0.0.0/0" }, description: "HTTPS to third parties and AWS" },
        cache: { ports: DATA_PORTS.cache, peer: of("db"), description: "Cache" },
        search: { ports: DATA_PORTS.search, peer: of("db"), description: "Search" },
        atlas: {
          ports: ATLAS_PORTS,
          peer: { cidrIpv4: ATLAS_CIDR },
          description: "MongoDB Atlas through the peering",
        },
      },
    },
    // No way out: nothing in this group opens connections.
    db: {
      ingress: {
        "app-cache": { ports: DATA_PORTS.cache, peer: of("app"), description: "Cache from the application" },
        "app-search": { ports: DATA_PORTS.search, peer: of("app"), description: "Search from the application" },
      },
      egress: {},
    },
  };
}

function ruleArgs({ ports, peer, description }: Rule) {
  const [fromPort, toPort] = typeof ports === "number" ? [ports, ports] : ports;
  return { ipProtocol: "tcp", fromPort, toPort, description, ...peer };
}
