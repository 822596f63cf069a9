import { Agent, request } from "node:https";
import type { IncomingMessage } from "node:http";
import type { KubernetesObject } from "./types";

export interface Answer {
  readonly status: number;
  readonly body: unknown;
  /** What the server accepts and yet advises against, such as a pod that pod security would refuse. */
  readonly warnings: readonly string[];
}

interface ApiResource {
  readonly name: string;
  readonly kind: string;
  readonly namespaced: boolean;
}

/** Who applies in this suite, as the program's provider does in a real cluster. */
const MANAGER = "pulumi";

/** At the same time, beside the watches. */
const CONNECTIONS = 24;

/**
 * The API server, spoken to directly: client libraries drop unknown fields before they send, which would hide them
 * from the server's own check.
 */
export class Api {
  readonly #agent: Agent;
  #isClosed = false;
  readonly #resources = new Map<string, Promise<readonly ApiResource[]>>();

  constructor(private readonly server: { readonly port: number; readonly ca: string; readonly token: string }) {
    this.#agent = new Agent({ ca: server.ca, keepAlive: true, maxSockets: CONNECTIONS });
  }

  get isClosed(): boolean {
    return this.#isClosed;
  }

  close(): void {
    this.#isClosed = true;
    this.#agent.destroy();
  }

  /** What the server answers, be it a refusal. */
  async send(method: string, path: string, body?: object, type = "application/json"): Promise<Answer> {
    const response = await this.open(method, path, body, type);
    let text = "";
    for await (const chunk of response.setEncoding("utf8")) text += String(chunk);
    const isJson = response.headers["content-type"]?.startsWith("application/json") ?? false;
    const warning = response.headers["warning"];
    return {
      status: response.statusCode ?? 0,
      body: isJson ? JSON.parse(text) : text,
      warnings: warning === undefined ? [] : [warning].flat(),
    };
  }

  /**
   * What the server answers to something that it has to accept.
   * @throws Error with the server's reason when it refuses
   */
  async call<T>(method: string, path: string, body?: object, type?: string): Promise<T> {
    const answer = await this.send(method, path, body, type);
    if (answer.status >= 300) throw new Error(`${method} ${path}: ${refusalOf(answer)}`);
    return answer.body as T;
  }

  async list<T>(path: string): Promise<readonly T[]> {
    return (await this.call<{ readonly items: readonly T[] }>("GET", path)).items;
  }

  merge<T>(path: string, patch: object): Promise<T> {
    return this.call<T>("PATCH", path, patch, "application/merge-patch+json");
  }

  /** Server-side apply with the strict check of fields. */
  async apply(object: KubernetesObject): Promise<Answer> {
    const query = `fieldManager=${MANAGER}&fieldValidation=Strict`;
    return this.send("PATCH", `${await this.pathOf(object)}?${query}`, object, "application/apply-patch+yaml");
  }

  /**
   * Applies something that the suite itself needs.
   * @throws Error with the server's reason when it refuses
   */
  async accept(object: KubernetesObject): Promise<void> {
    const answer = await this.apply(object);
    if (answer.status >= 300) throw new Error(`${object.kind} ${object.metadata.name}: ${refusalOf(answer)}`);
  }

  /** Where an object lives, by what the server says about its kind. */
  async pathOf({ apiVersion, kind, metadata }: KubernetesObject): Promise<string> {
    const group = apiVersion.includes("/") ? `/apis/${apiVersion}` : `/api/${apiVersion}`;
    const known = this.#resources.get(group) ?? this.discover(group);
    this.#resources.set(group, known);
    const resource = (await known).find((candidate) => candidate.kind === kind && !candidate.name.includes("/"));
    if (resource === undefined) throw new Error(`the API server knows no ${kind} of ${apiVersion}`);
    const namespace = resource.namespaced ? `/namespaces/${metadata.namespace ?? "default"}` : "";
    return `${group}${namespace}/${resource.name}/${metadata.name}`;
  }

  /**
   * Everything at a path, and each change to it. The server ends a watch whose reader falls behind: it then begins
   * anew, which `onStart` is told of.
   */
  async watch(
    path: string,
    onStart: () => void,
    onEvent: (type: string, object: KubernetesObject) => void,
  ): Promise<void> {
    const response = await this.open("GET", `${path}?watch=true`);
    onStart();
    let rest = "";
    response.setEncoding("utf8").on("data", (chunk: string) => {
      const lines = (rest + chunk).split("\n");
      rest = lines.pop() ?? "";
      for (const line of lines) {
        const { type, object } = JSON.parse(line) as { type: string; object: KubernetesObject };
        onEvent(type, object);
      }
    });
    response.on("error", () => undefined);
    response.on("close", () => {
      if (!this.#isClosed) void this.watch(path, onStart, onEvent);
    });
  }

  private async discover(group: string): Promise<readonly ApiResource[]> {
    return (await this.call<{ readonly resources: readonly ApiResource[] }>("GET", group)).resources;
  }

  private open(method: string, path: string, body?: object, type = "application/json"): Promise<IncomingMessage> {
    const { port, token } = this.server;
    const text = body === undefined ? undefined : JSON.stringify(body);
    const headers = {
      authorization: `Bearer ${token}`,
      ...(text !== undefined && { "content-type": type, "content-length": Buffer.byteLength(text) }),
    };
    return new Promise((settle, fail) => {
      const options = { host: "127.0.0.1", port, path, method, headers, agent: this.#agent };
      request(options, settle).on("error", fail).end(text);
    });
  }
}

/** The server's reason. */
export function refusalOf({ status, body }: Answer): string {
  const message = typeof body === "string" ? body : (body as { readonly message?: string }).message;
  return `${status} ${message ?? JSON.stringify(body)}`;
}
