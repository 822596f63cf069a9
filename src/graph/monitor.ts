import { runtime } from "@pulumi/pulumi";
import type {
  ReadResourceRequest,
  RegisterResourceOutputsRequest,
  RegisterResourceRequest,
  ResourceCallRequest,
  ResourceInvokeRequest,
} from "@pulumi/pulumi/proto/resource_pb";
import { InvokeResponse } from "@pulumi/pulumi/proto/provider_pb";
import { ReadResourceResponse } from "@pulumi/pulumi/proto/resource_pb";
import type { Graph, GraphResource, Inputs } from "./graph";
import { credentialsOf } from "./credentials";
import { type Registered, registeredAs } from "./registered";
import { resourceOf } from "./request";
import { answerOf, idOf, isFilledIn } from "./symbols";
import { urnOf } from "./urn";
import { propertiesOf, readableProperties, secretOnWire, structOf, type WireProperties } from "./wire";

type Reply<T> = (error: Error | null, response?: T) => void;

/** Stands where the engine would: writes down what the program asks for, and answers as if it had been created. */
export class RecordingMonitor {
  private readonly registered: GraphResource[] = [];
  readonly invokes: string[] = [];
  /** What components and the stack say about themselves, by URN. */
  readonly outputs = new Map<string, Inputs>();
  private stopped = false;
  private readonly urns = new Set<string>();
  private readonly constructed = new Map<string, number>();
  private readonly propertiesByType = new Map<string, readonly string[]>();

  constructor(
    private readonly graph: Pick<Graph, "project" | "stack" | "mode">,
    /** Outputs of the stack's last update, which the program reads by a reference to itself. */
    private readonly deployed: WireProperties,
  ) {}

  /** The SDK's classes name all their outputs, undefined, when they are constructed: only then can they be seen. */
  noteConstruction(type: string, name: string, properties: readonly string[]): void {
    this.propertiesByType.set(type, properties);
    const key = `${type} ${name}`;
    if (!this.constructed.has(key)) this.constructed.set(key, this.constructed.size);
  }

  /** In the order of the program: requests arrive as the SDK's promises settle, which differs from run to run. */
  get resources(): readonly GraphResource[] {
    const order = ({ type, name }: GraphResource) => this.constructed.get(`${type} ${name}`) ?? -1;
    return [...this.registered].sort((a, b) => order(a) - order(b));
  }

  registerResource(request: RegisterResourceRequest, reply: Reply<Registered>): void {
    const urn = urnOf(this.graph, request.getParent(), request.getType(), request.getName());
    if (this.urns.has(urn)) {
      this.fail(`two resources have the same URN ${urn}`, reply);
      return;
    }
    this.urns.add(urn);
    const inputs = propertiesOf(request.getObject());
    this.registered.push(resourceOf(request, urn, inputs, this.graph));

    const id = request.getCustom() && this.graph.mode !== "firstPreview" ? idOf(request.getName()) : "";
    const response = registeredAs(urn, id, request.getCustom() ? this.stateOf(request, inputs) : {});
    this.later(() => {
      reply(null, response);
    });
  }

  registerResourceOutputs(request: RegisterResourceOutputsRequest, reply: Reply<unknown>): void {
    this.outputs.set(request.getUrn(), readableProperties(propertiesOf(request.getOutputs())));
    this.later(() => {
      reply(null, {});
    });
  }

  readResource(request: ReadResourceRequest, reply: Reply<ReadResourceResponse>): void {
    if (request.getType() !== "pulumi:pulumi:StackReference") {
      this.refuse(request.getType(), reply);
      return;
    }
    const response = new ReadResourceResponse();
    response.setUrn(urnOf(this.graph, request.getParent(), request.getType(), request.getName()));
    response.setProperties(structOf({ name: request.getId(), outputs: this.deployed, secretOutputNames: [] }));
    this.later(() => {
      reply(null, response);
    });
  }

  invoke(request: ResourceInvokeRequest, reply: Reply<InvokeResponse>): void {
    const credentials = credentialsOf(request.getTok(), propertiesOf(request.getArgs()));
    if (credentials === undefined) {
      this.refuse(request.getTok(), reply);
      return;
    }
    const response = new InvokeResponse();
    response.setReturn(structOf(credentials));
    this.later(() => {
      reply(null, response);
    });
  }

  call(request: ResourceCallRequest, reply: Reply<never>): void {
    this.refuse(request.getTok(), reply);
  }

  /** From now on nothing is answered, so that the program can't go on. */
  stop(): void {
    this.stopped = true;
  }

  /** Answers as a separate process would, in a later turn of the event loop, so that timers and signals get theirs. */
  private later(answer: () => void): void {
    setImmediate(() => {
      if (!this.stopped) answer();
    });
  }

  private refuse(token: string, reply: Reply<never>): void {
    this.invokes.push(token);
    this.fail(`${token} was looked up, but the program must know everything without asking a cloud`, reply);
  }

  /** The SDK shows an error's details in one place and its message in another. */
  private fail(details: string, reply: Reply<never>): void {
    this.later(() => {
      reply(Object.assign(new Error(details), { details }));
    });
  }

  /** What is known of a resource once it was created: all that was asked for, and all that the cloud adds. */
  private stateOf(request: RegisterResourceRequest, inputs: WireProperties): WireProperties {
    const type = request.getType();
    const secrets = request.getAdditionalsecretoutputsList();
    const properties = new Set([...Object.keys(inputs), ...(this.propertiesByType.get(type) ?? [])]);
    const state = [...properties].map((property) => {
      const value = this.answer(type, request.getName(), property, inputs[property]);
      return [property, secrets.includes(property) ? secretOnWire(value) : value];
    });
    return Object.fromEntries(state) as WireProperties;
  }

  private answer(type: string, name: string, property: string, input: unknown): unknown {
    // A provider fills in parts of what it was given: until then nothing of it is known.
    if (this.graph.mode === "firstPreview")
      return isFilledIn(type, property) ? runtime.unknownValue : (input ?? runtime.unknownValue);
    return answerOf(type, name, property, input);
  }
}
