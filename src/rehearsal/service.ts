import { PluginInfo } from "@pulumi/pulumi/proto/plugin_pb";
import type { IResourceProviderServer } from "@pulumi/pulumi/proto/provider_grpc_pb";
import {
  CheckFailure,
  type CheckRequest,
  CheckResponse,
  type ConfigureRequest,
  ConfigureResponse,
  type CreateRequest,
  CreateResponse,
  type DeleteRequest,
  type DiffRequest,
  DiffResponse,
  GetSchemaResponse,
  type InvokeRequest,
  InvokeResponse,
  type ReadRequest,
  ReadResponse,
  type UpdateRequest,
  UpdateResponse,
} from "@pulumi/pulumi/proto/provider_pb";
import { COUNTED } from "../graph/symbols";
import { propertiesOf, structOf, type WireProperties } from "../graph/wire";
import { differenceOf } from "./difference";
import { foreseen } from "./foreseen";
import { hasOwnName, ownName } from "./outputs";
import type { Package } from "./packages";
import type { Difference, SimulatedCloud } from "./simulated";
import { plainId, Realms } from "./realms";
import { subjectOf } from "./subject";
import { nothing, unary } from "./unary";
import { UNKNOWN_ON_WIRE } from "./values";

/** Something that the engine had a provider do. */
export interface Operation {
  readonly kind: "create" | "read" | "update" | "delete" | "invoke";
  /** URN of the resource, or the function's token. */
  readonly subject: string;
  /** What the cloud answered where it did not do it. */
  readonly failed?: string;
}

/** Writes down an operation, and how it ended. */
type Logged = <T>(kind: Operation["kind"], subject: string, run: () => T | Promise<T>) => Promise<T>;

/** What the provider of one package answers to the engine when it is a simulated cloud that it talks to. */
export function serviceOf(cloud: SimulatedCloud, provider: Package, note: (operation: Operation) => void) {
  const logged: Logged = async (kind, subject, run) => {
    try {
      const result = await run();
      note({ kind, subject });
      return result;
    } catch (error) {
      note({ kind, subject, failed: error instanceof Error ? error.message : String(error) });
      throw error;
    }
  };
  const realms = new Realms();
  return {
    ...aboutItself(provider),
    ...configuration(realms),
    ...inspection(cloud, logged, realms),
    ...changes(cloud, logged, realms),
  };
}

function aboutItself({ name, version }: Package) {
  const schema = JSON.stringify({ name, version, resources: {} });
  return {
    attach: unary(nothing),
    cancel: unary(nothing),
    getPluginInfo: unary(() => new PluginInfo().setVersion(version)),
    getSchema: unary(() => new GetSchemaResponse().setSchema(schema)),
  } satisfies Partial<IResourceProviderServer>;
}

/** Whose account it is makes no difference to a cloud that is not there; in which cluster objects are does. */
function configuration(realms: Realms) {
  return {
    checkConfig: unary((request: CheckRequest) => new CheckResponse().setInputs(request.getNews())),
    diffConfig: unary((request: DiffRequest) => {
      const [before, after] = [propertiesOf(oldInputs(request)), propertiesOf(request.getNews())];
      return differing(differenceOf(subjectOf(request.getUrn()), before, after));
    }),
    configure: unary((request: ConfigureRequest, caller) => {
      realms.enter(caller, propertiesOf(request.getArgs()));
      return new ConfigureResponse().setAcceptsecrets(true).setAcceptresources(true).setSupportspreview(true);
    }),
  } satisfies Partial<IResourceProviderServer>;
}

function inspection(cloud: SimulatedCloud, logged: Logged, realms: Realms) {
  return {
    check: unary((request: CheckRequest) => {
      const failures = cloud.check(request.getUrn(), propertiesOf(request.getNews()));
      const listed = failures.map(({ property, reason }) => new CheckFailure().setProperty(property).setReason(reason));
      return new CheckResponse().setInputs(request.getNews()).setFailuresList(listed);
    }),
    diff: unary((request: DiffRequest) => {
      const [before, after] = [propertiesOf(oldInputs(request)), propertiesOf(request.getNews())];
      const difference = cloud.diff(request.getUrn(), before, after);
      const { replaces } = difference;
      return differing(difference).setDeletebeforereplace(
        replaces.length > 0 && keepsItsName(request.getUrn(), before, after),
      );
    }),
    read: unary(async (request: ReadRequest, caller) => {
      const own = realms.idFor(caller, request.getId());
      const found = await logged("read", request.getUrn(), () => cloud.read(request.getUrn(), own));
      if (found === undefined) return new ReadResponse();
      const { state, inputs } = found;
      return new ReadResponse().setId(request.getId()).setProperties(structOf(state)).setInputs(structOf(inputs));
    }),
    invoke: unary(async (request: InvokeRequest) => {
      const args = propertiesOf(request.getArgs());
      const result = await logged("invoke", request.getTok(), () => cloud.invoke(request.getTok(), args));
      return new InvokeResponse().setReturn(structOf(result));
    }),
  } satisfies Partial<IResourceProviderServer>;
}

function changes(cloud: SimulatedCloud, logged: Logged, realms: Realms) {
  return {
    create: unary(async (request: CreateRequest, caller) => {
      const [urn, inputs] = [request.getUrn(), propertiesOf(request.getProperties())];
      if (request.getPreview()) return new CreateResponse().setProperties(structOf(cloud.preview(urn, inputs)));
      const { id, state } = await logged("create", urn, () => cloud.create(urn, inputs, realms.of(caller)));
      return new CreateResponse().setId(plainId(id)).setProperties(structOf(state));
    }),
    update: unary(async (request: UpdateRequest, caller) => {
      const [urn, inputs] = [request.getUrn(), propertiesOf(request.getNews())];
      if (request.getPreview()) {
        const known = foreseen(propertiesOf(request.getOlds()), propertiesOf(request.getOldInputs()), inputs);
        const count = COUNTED[subjectOf(urn).type];
        const counted = count === undefined ? {} : { [count]: UNKNOWN_ON_WIRE };
        return new UpdateResponse().setProperties(structOf({ ...known, ...counted }));
      }
      const own = realms.idFor(caller, request.getId());
      const { state } = await logged("update", urn, () => cloud.update(urn, own, inputs));
      return new UpdateResponse().setProperties(structOf(state));
    }),
    delete: unary(async (request: DeleteRequest, caller) => {
      const own = realms.idFor(caller, request.getId());
      await logged("delete", request.getUrn(), () => cloud.delete(request.getUrn(), own));
      return nothing();
    }),
  } satisfies Partial<IResourceProviderServer>;
}

const oldInputs = (request: DiffRequest) => request.getOldInputs() ?? request.getOlds();

const { DIFF_SOME, DIFF_NONE } = DiffResponse.DiffChanges;

const differing = ({ changed, replaces }: Difference) =>
  new DiffResponse()
    .setChanges(changed.length > 0 ? DIFF_SOME : DIFF_NONE)
    .setDiffsList([...changed])
    .setReplacesList([...replaces]);

/** A name that stays belongs to the old resource until that is gone: real providers then delete before they create. */
function keepsItsName(urn: string, before: WireProperties, after: WireProperties): boolean {
  const { type } = subjectOf(urn);
  return hasOwnName(type, before) && ownName(type, before) === ownName(type, after);
}
