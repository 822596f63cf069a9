import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { cached, go, sourcesOf } from "./go";

const MODULE = join(__dirname, "linters");
const COMMANDS = ["github.com/yannh/kubeconform/cmd/kubeconform", "github.com/zegl/kube-score/cmd/kube-score"];

/** The folder with the programs of others that judge manifests. */
export function linterFolder(): string {
  return cached("linters", sourcesOf(MODULE), (folder) => {
    go(["build", "-trimpath", "-ldflags", "-s -w", "-o", `${folder}/`, ...COMMANDS], MODULE);
  });
}

/** What a linter has to say of some text, as the JSON that it prints. */
export function lint(linter: "kubeconform" | "kube-score", args: readonly string[], input: string): unknown {
  const { stdout, stderr } = spawnSync(join(linterFolder(), linter), args, { input, encoding: "utf8" });
  // Its exit code is not looked at: both fail for what they find, too.
  if (stdout === "") throw new Error(stderr);
  return JSON.parse(stdout);
}
