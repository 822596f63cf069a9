import type { Graph, GraphResource, Value } from "../graph/graph";
import { Member } from "../plan/describe/members";
import { STATEFUL } from "../parity/vendors";
import { VENDORS } from "./vendors";
import type { Places, RecoveryVendor } from "./vendor";

/** The engine's own types are configuration and stand nowhere. */
const ENGINE = "pulumi:";
const KUBERNETES = "kubernetes:";
const PROVIDERS = "pulumi:providers:";

/** In which regions the resources of a graph stand, asked once for each. */
export class RegionMap {
  private readonly byUrn: ReadonlyMap<string, GraphResource>;
  private readonly known = new Map<string, readonly string[]>();
  /** Where the stack's own resources stand, as the cloud writes it. */
  readonly home: string;

  /** @throws RangeError where no provider says a region */
  constructor({ resources }: Pick<Graph, "resources">) {
    this.byUrn = new Map(resources.map((resource) => [resource.urn, resource]));
    const home = resources.flatMap(homeOf)[0];
    if (home === undefined) throw new RangeError("no provider of a cloud says in which region the stack stands");
    this.home = home;
  }

  /** None: the resource has no region to lose. */
  regionsOf(resource: GraphResource): readonly string[] {
    const before = this.known.get(resource.urn);
    if (before !== undefined) return before;
    // A circle of followers ends in no region.
    this.known.set(resource.urn, []);
    const regions = this.find(resource);
    this.known.set(resource.urn, regions);
    return regions;
  }

  /** Whether it stands in that region and nowhere else. */
  isLostWith(region: string, resource: GraphResource): boolean {
    const regions = this.regionsOf(resource);
    return regions.length > 0 && regions.every((one) => one === region);
  }

  private find(resource: GraphResource): readonly string[] {
    const { type, custom } = resource;
    if (!custom || type.startsWith(ENGINE)) return [];
    if (type.startsWith(KUBERNETES)) return this.ofCluster(resource);
    const vendor = VENDORS.find(({ prefix }) => type.startsWith(prefix));
    return vendor === undefined ? [] : this.ofVendor(resource, vendor);
  }

  private ofVendor(resource: GraphResource, { places }: RecoveryVendor): readonly string[] {
    const { type } = resource;
    const begins = (beginnings: readonly string[] = []) => beginnings.some((beginning) => type.startsWith(beginning));
    if (begins(places.global)) return [];
    if (begins(places.atHome) || places.atHomeIf?.[type]?.(new Member(resource)) === true) return [this.home];
    const said = statedOf(resource, places);
    if (said.length > 0) return said.filter((region) => region !== "global");
    const leader = this.leaderOf(resource, places);
    if (leader !== undefined) return this.regionsOf(leader);
    return places.homeByDefault === true ? this.ofProvider(resource) : [];
  }

  /** What the engine says that the first such input came from. */
  private leaderOf({ inputs, propertyDependencies }: GraphResource, { follows = [] }: Places) {
    const leaders = follows.flatMap((input) => {
      const sources = (propertyDependencies[input] ?? []).flatMap((urn) => this.byUrn.get(urn) ?? []);
      const symbols = JSON.stringify(inputs[input] ?? null);
      // Of several the one whose symbol the input is: others only had a part in its text.
      const custom = sources.filter((source) => source.custom);
      return custom.length === 1 ? custom : custom.filter(({ name }) => symbols.includes(`<${name}.`));
    });
    return leaders[0];
  }

  private ofProvider({ provider }: GraphResource): readonly string[] {
    const found = provider === null ? undefined : this.byUrn.get(provider);
    return found === undefined ? [this.home] : homeOf(found);
  }

  /** An object of Kubernetes stands with the cluster that its provider speaks to. */
  private ofCluster({ provider }: GraphResource): readonly string[] {
    const found = provider === null ? undefined : this.byUrn.get(provider);
    const speaksTo = (found?.dependencies ?? []).flatMap((urn) => this.byUrn.get(urn) ?? []);
    const cluster = speaksTo.find(({ type }) => STATEFUL[type]?.capability === "cluster");
    return cluster === undefined ? [this.home] : this.regionsOf(cluster);
  }
}

/** The region that a cloud's provider states. */
function homeOf({ type, inputs }: GraphResource): readonly string[] {
  if (!type.startsWith(PROVIDERS)) return [];
  const package_ = type.slice(PROVIDERS.length);
  const { home } = VENDORS.find(({ prefix }) => prefix === `${package_}:`)?.places ?? {};
  const region = home === undefined ? undefined : inputs[home];
  return typeof region === "string" ? [region.toLowerCase()] : [];
}

/** Every region that a resource names, in lower case: Cloud Storage shouts, and Azure does not care. */
function statedOf(resource: GraphResource, { stated = [], namePrefix = "" }: Places): readonly string[] {
  const texts = stated.flatMap((path) => textsAt(new Member(resource), path));
  return texts.map((text) => text.toLowerCase()).map((text) => text.replace(new RegExp(`^${namePrefix}`), ""));
}

function textsAt(resource: Member, path: string): readonly string[] {
  const [list = "", item] = path.split(".*.");
  const at = item === undefined ? [path] : resource.list(list).map((_, index) => `${list}.${index}.${item}`);
  return at.map((one) => resource.at(one)).filter(isText);
}

const isText = (value: Value | undefined): value is string => typeof value === "string" && value !== "";
