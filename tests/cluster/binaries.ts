import { cpSync } from "node:fs";
import { join } from "node:path";
import { cached, downloaded, go, pinned, sourcesOf } from "./go";

const MODULE = join(__dirname, "binaries");
const COMMANDS = ["kube-apiserver", "kube-controller-manager", "kube-scheduler"];

/** As in `1.35.4`. */
export const KUBERNETES = pinned(MODULE, "k8s.io/kubernetes").slice(1);

/** The folder with a control plane's programs and `swagger.json`, the API's own description; minutes at first. */
export function controlPlaneFolder(): string {
  return cached("control-plane", sourcesOf(MODULE), (folder) => {
    console.error(`Building etcd and Kubernetes ${KUBERNETES} from source, which takes minutes and is done once ...`);
    const [major, minor] = KUBERNETES.split(".");
    const version = { gitVersion: `v${KUBERNETES}`, gitMajor: major, gitMinor: minor };
    const stamps = Object.entries(version).map(([key, value]) => `-X k8s.io/component-base/version.${key}=${value}`);
    const paths = COMMANDS.map((command) => `k8s.io/kubernetes/cmd/${command}`);
    build(["-ldflags", ["-s -w", ...stamps].join(" "), "-o", `${folder}/`, ...paths]);
    build(["-ldflags", "-s -w", "-o", join(folder, "etcd"), "go.etcd.io/etcd/server/v3"]);
    const source = downloaded("k8s.io/kubernetes", `v${KUBERNETES}`);
    cpSync(join(source, "api/openapi-spec/swagger.json"), join(folder, "swagger.json"));
  });
}

const build = (args: readonly string[]) => go(["build", "-trimpath", ...args], MODULE);
