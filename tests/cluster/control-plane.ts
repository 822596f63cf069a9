import type { ChildProcess } from "node:child_process";
import { generateKeyPairSync, randomUUID } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { type AddressInfo, createServer } from "node:net";
import { join } from "node:path";
import { Api } from "./api";
import { Processes } from "./processes";
import { until } from "./until";

/**
 * All that need no cloud but two: nodes are looked after by the suite, and so is the number of pods, since the pod
 * autoscaler has no metrics here.
 */
const CONTROLLERS = [
  "namespace",
  "serviceaccount",
  "serviceaccount-token",
  "deployment",
  "replicaset",
  "daemonset",
  "job",
  "disruption",
  "endpointslice",
  "resourcequota",
  "garbage-collector",
  "root-ca-certificate-publisher",
].map((name) => `${name}-controller`);

/** etcd and a control plane of Kubernetes, on this machine's loopback alone. */
export interface ControlPlane {
  readonly api: Api;
  readonly stop: () => Promise<void>;
}

/** Ready for requests in about three seconds. */
export async function startControlPlane(binaries: string): Promise<ControlPlane> {
  const processes = new Processes();
  const start = (name: string, args: readonly string[]) => processes.start(join(binaries, name), name, args);
  try {
    const [etcdPort, port] = await freePorts();
    const token = randomUUID();
    writeSecrets(processes, token);
    start("etcd", etcdFlags(processes, etcdPort));
    const server = start("kube-apiserver", apiServerFlags(processes, etcdPort, port));
    const api = await connect(processes, server, { port, token });
    const client = clientFlags(writeKubeconfig(processes, port, token));
    const signing = `--service-account-private-key-file=${processes.file("sa.key")}`;
    start("kube-controller-manager", [...client, signing, `--controllers=${CONTROLLERS.join(",")}`]);
    start("kube-scheduler", client);
    const stop = () => {
      api.close();
      return processes.stop();
    };
    return { api, stop };
  } catch (error) {
    await processes.stop();
    throw error;
  }
}

function writeSecrets(processes: Processes, token: string): void {
  const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  processes.write("sa.key", privateKey.export({ type: "pkcs1", format: "pem" }).toString());
  processes.write("tokens.csv", `${token},admin,admin,"system:masters"\n`);
}

function etcdFlags(processes: Processes, port: number): readonly string[] {
  const url = `http://127.0.0.1:${port}`;
  const peer = "http://127.0.0.1:1";
  return [
    ...[`--data-dir=${processes.file("etcd")}`, "--name=test", "--unsafe-no-fsync", "--log-level=warn"],
    ...[`--listen-client-urls=${url}`, `--advertise-client-urls=${url}`, "--listen-peer-urls=http://127.0.0.1:0"],
    ...[`--initial-advertise-peer-urls=${peer}`, `--initial-cluster=test=${peer}`],
  ];
}

function apiServerFlags(processes: Processes, etcdPort: number, port: number): readonly string[] {
  const key = processes.file("sa.key");
  return [
    ...[`--etcd-servers=http://127.0.0.1:${etcdPort}`, `--cert-dir=${processes.file("certs")}`],
    ...["--bind-address=127.0.0.1", "--advertise-address=127.0.0.1", `--secure-port=${port}`],
    ...["--endpoint-reconciler-type=none", "--service-cluster-ip-range=10.96.0.0/16"],
    ...[`--service-account-key-file=${key}`, `--service-account-signing-key-file=${key}`],
    "--service-account-issuer=https://kubernetes.default.svc.cluster.local",
    ...[`--token-auth-file=${processes.file("tokens.csv")}`, "--authorization-mode=RBAC", "--allow-privileged=true"],
    // Nodes are ready from the start here; nothing would take the taint of an unready one away.
    "--disable-admission-plugins=TaintNodesByCondition",
  ];
}

function writeKubeconfig(processes: Processes, port: number, token: string): string {
  const authority = processes.file("certs/apiserver.crt");
  const cluster = { server: `https://127.0.0.1:${port}`, "certificate-authority": authority };
  const kubeconfig = {
    apiVersion: "v1",
    kind: "Config",
    "current-context": "test",
    contexts: [{ name: "test", context: { cluster: "test", user: "admin" } }],
    clusters: [{ name: "test", cluster }],
    users: [{ name: "admin", user: { token } }],
  };
  return processes.write("kubeconfig", JSON.stringify(kubeconfig));
}

const clientFlags = (kubeconfig: string) => [
  ...[`--kubeconfig=${kubeconfig}`, "--secure-port=0", "--leader-elect=false"],
  // The limits spare a control plane that many share.
  ...["--kube-api-qps=500", "--kube-api-burst=1000"],
];

/** The API server makes its own certificate a moment after it started. */
async function connect(
  processes: Processes,
  server: ChildProcess,
  { port, token }: { readonly port: number; readonly token: string },
): Promise<Api> {
  const authority = processes.file("certs/apiserver.crt");
  const isReady = async (api: Api) => (await api.send("GET", "/readyz")).status === 200;
  const log = () => `the API server to be ready\n${processes.log("kube-apiserver")}`;
  return until(log, async () => {
    if (server.exitCode !== null) throw new Error(log());
    if (!existsSync(authority)) return undefined;
    const api = new Api({ port, token, ca: readFileSync(authority, "utf8") });
    if (await isReady(api).catch(() => false)) return api;
    api.close();
    return undefined;
  });
}

/** Held at the same time, so that they differ. */
async function freePorts(): Promise<readonly [number, number]> {
  const servers = [createServer(), createServer()] as const;
  const listen = (server: (typeof servers)[number]) =>
    new Promise<number>((settle) =>
      server.listen(0, "127.0.0.1", () => settle((server.address() as AddressInfo).port)),
    );
  const ports = [await listen(servers[0]), await listen(servers[1])] as const;
  await Promise.all(servers.map((server) => new Promise((settle) => server.close(settle))));
  return ports;
}
