import { runtime } from "@pulumi/pulumi";
import type { PluginInfo } from "@pulumi/pulumi/proto/plugin_pb";
import { ResourceProviderClient } from "@pulumi/pulumi/proto/provider_grpc_pb";
import {
  CheckRequest,
  type CheckResponse,
  CreateRequest,
  type CreateResponse,
  DeleteRequest,
  DiffRequest,
  DiffResponse,
  ErrorResourceInitFailed,
  InvokeRequest,
  type InvokeResponse,
  ReadRequest,
  type ReadResponse,
  UpdateRequest,
  type UpdateResponse,
} from "@pulumi/pulumi/proto/provider_pb";
import { Status } from "@pulumi/pulumi/proto/status_pb";
import type { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { propertiesOf, secretOnWire, structOf } from "../../src/graph/wire";
import { packagesOfProgram, sdkVersion } from "../../src/rehearsal/packages";
import { serve, type SimulatedProviders } from "../../src/rehearsal/server";
import { HalfMade } from "../../src/rehearsal/simulated";
import { grpc, nothing } from "../../src/rehearsal/unary";
import { standIn } from "./stand-in";

const URN = "urn:pulumi:dev::sequelstring-crm::crm:aws:Bucket$aws:s3/bucket:Bucket::recordings";
const INPUTS = { name: "recordings", key: secretOnWire("hush"), size: 1 };

/** A call as the engine makes it. */
function ask<Response>(call: (reply: (error: Error | null, response: Response) => void) => unknown): Promise<Response> {
  return new Promise((settle, fail) => {
    call((error, response) => {
      if (error === null) settle(response);
      else fail(error);
    });
  });
}

describe("a simulated provider", () => {
  const cloud = standIn();
  let providers: SimulatedProviders;
  const clients: ResourceProviderClient[] = [];
  beforeAll(async () => {
    providers = await serve(cloud, packagesOfProgram());
    for (const place of providers.ports.split(",")) {
      const address = `127.0.0.1:${place.split(":")[1] ?? ""}`;
      clients.push(new ResourceProviderClient(address, grpc.credentials.createInsecure()));
    }
  });
  afterAll(() => {
    clients.forEach((client) => client.close());
    providers.close();
  });
  const client = () => clients[0] ?? expect.fail("there is no provider");

  it("listens on a port of its own for each package, and tells that package's version", async () => {
    const places = providers.ports.split(",").map((place) => place.split(":"));
    expect(places.map(([name]) => name)).toEqual(packagesOfProgram().map(({ name }) => name));
    expect(new Set(places.map(([, port]) => port)).size).toBe(places.length);
    const infos = clients.map((one) => ask<PluginInfo>((reply) => one.getPluginInfo(nothing(), reply)));
    const versions = (await Promise.all(infos)).map((info) => info.getVersion());
    expect(versions).toEqual(packagesOfProgram().map(({ version }) => version));
  });

  it("makes, changes, reads and deletes, and keeps a secret marked all the way", async () => {
    const create = new CreateRequest().setUrn(URN).setProperties(structOf(INPUTS));
    const made = await ask<CreateResponse>((reply) => client().create(create, reply));
    const id = made.getId();
    expect(propertiesOf(made.getProperties())).toEqual({ ...INPUTS, arn: `arn:${id}` });

    const update = new UpdateRequest().setUrn(URN).setId(id);
    await ask<UpdateResponse>((reply) => client().update(update.setNews(structOf({ ...INPUTS, size: 2 })), reply));
    const read = await ask<ReadResponse>((reply) => client().read(new ReadRequest().setUrn(URN).setId(id), reply));
    expect(propertiesOf(read.getInputs())).toEqual({ ...INPUTS, size: 2 });

    await ask<Empty>((reply) => client().delete(new DeleteRequest().setUrn(URN).setId(id), reply));
    expect(cloud.existing).toEqual([]);
    const gone = await ask<ReadResponse>((reply) => client().read(new ReadRequest().setUrn(URN).setId(id), reply));
    expect(gone.getId()).toBe("");
    expect(providers.operations.map(({ kind }) => kind)).toEqual(["create", "update", "read", "delete", "read"]);
    expect(JSON.stringify(providers.operations)).not.toContain("hush");
  });

  it("makes nothing in a preview", async () => {
    const create = new CreateRequest().setUrn(URN).setProperties(structOf(INPUTS)).setPreview(true);
    const foreseen = await ask<CreateResponse>((reply) => client().create(create, reply));
    expect([foreseen.getId(), cloud.existing]).toEqual(["", []]);
    expect(propertiesOf(foreseen.getProperties())["arn"]).toBe(runtime.unknownValue);

    const update = new UpdateRequest().setUrn(URN).setId("id-1").setPreview(true);
    update.setOlds(structOf({ size: 1, arn: "arn:id-1" })).setNews(structOf({ size: 2 }));
    const changed = await ask<UpdateResponse>((reply) => client().update(update, reply));
    expect(propertiesOf(changed.getProperties())).toEqual({ size: 2, arn: "arn:id-1" });
  });

  it("deletes before it creates where the name stays the same", async () => {
    const diff = (before: object, after: object) => {
      const request = new DiffRequest().setUrn(URN).setOldInputs(structOf({ ...before }));
      return ask<DiffResponse>((reply) => client().diff(request.setNews(structOf({ ...after })), reply));
    };
    const same = await diff(INPUTS, INPUTS);
    expect([same.getChanges(), same.getDiffsList()]).toEqual([DiffResponse.DiffChanges.DIFF_NONE, []]);
    const inPlace = await diff(INPUTS, { ...INPUTS, size: 2 });
    expect([inPlace.getDiffsList(), inPlace.getReplacesList()]).toEqual([["size"], []]);
    const renamed = await diff(INPUTS, { ...INPUTS, name: "documents" });
    expect([renamed.getReplacesList(), renamed.getDeletebeforereplace()]).toEqual([["name"], false]);
    const object = { metadata: { name: "api", namespace: "crm" }, name: 1 };
    expect((await diff(object, { ...object, name: 2 })).getDeletebeforereplace()).toBe(false);
  });

  it("says what a cloud says when it refuses, and makes nothing", async () => {
    cloud.refuse.add(URN);
    const create = new CreateRequest().setUrn(URN).setProperties(structOf(INPUTS));
    await expect(ask<CreateResponse>((reply) => client().create(create, reply))).rejects.toThrow(
      `${URN} is not granted`,
    );
    cloud.refuse.delete(URN);
    const call = new InvokeRequest().setTok("aws:index/getRegion:getRegion").setArgs(structOf({}));
    await expect(ask<InvokeResponse>((reply) => client().invoke(call, reply))).rejects.toThrow("may not be called");
    expect(cloud.existing).toEqual([]);
    expect(providers.operations.at(-1)).toMatchObject({ kind: "invoke", failed: expect.stringContaining("may not") });
  });

  it("passes on what is wrong with inputs", async () => {
    const check = new CheckRequest().setUrn(URN).setNews(structOf(INPUTS));
    const answer = await ask<CheckResponse>((reply) => client().check(check, reply));
    expect([propertiesOf(answer.getInputs()), answer.getFailuresList()]).toEqual([INPUTS, []]);
  });
});

it("tells the engine of a resource that exists although it failed", async () => {
  const cloud = { ...standIn(), create: async () => Promise.reject(new HalfMade("not well", "id-7", { size: 3 })) };
  const providers = await serve(cloud, [{ name: "aws", version: "1.2.3" }]);
  const client = new ResourceProviderClient(
    `127.0.0.1:${providers.ports.split(":")[1] ?? ""}`,
    grpc.credentials.createInsecure(),
  );
  const create = new CreateRequest().setUrn(URN).setProperties(structOf(INPUTS));
  const error = await ask<CreateResponse>((reply) => client.create(create, reply)).catch((thrown: unknown) => thrown);
  const { metadata } = error as { readonly metadata: InstanceType<typeof grpc.Metadata> };
  const [details] = metadata.get("grpc-status-details-bin");
  const [any] = Status.deserializeBinary(Buffer.from(details ?? "")).getDetailsList();
  const failed = ErrorResourceInitFailed.deserializeBinary(any?.getValue_asU8() ?? new Uint8Array());
  expect([failed.getId(), failed.getReasonsList()]).toEqual(["id-7", ["not well"]]);
  expect(propertiesOf(failed.getProperties())).toEqual({ size: 3 });
  client.close();
  providers.close();
});

it("says that the simulation has a bug where it has one", async () => {
  const cloud = { ...standIn(), read: () => expect.fail("no such index") };
  const providers = await serve(cloud, [{ name: "aws", version: "1.2.3" }]);
  const client = new ResourceProviderClient(
    `127.0.0.1:${providers.ports.split(":")[1] ?? ""}`,
    grpc.credentials.createInsecure(),
  );
  const read = ask<ReadResponse>((reply) => client.read(new ReadRequest().setUrn(URN).setId("id-1"), reply));
  await expect(read).rejects.toThrow("the simulated cloud failed, which is a bug in it: no such index");
  client.close();
  providers.close();
});

it("serves every package that the program depends on, and Elastic Cloud", () => {
  const names = packagesOfProgram().map(({ name }) => name);
  expect(names.sort()).toEqual(
    ["aws", "azure-native", "cloudflare", "ec", "gcp", "kubernetes", "mongodbatlas", "random", "tls"].sort(),
  );
  expect(sdkVersion()).toMatch(/^\d+\.\d+\.\d+$/);
});
