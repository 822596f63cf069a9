import { execFileSync } from "node:child_process";
import { accessSync, constants, realpathSync, statSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { ConfigError } from "../config/problem";
import { sdkVersion } from "./packages";

/** Pulumi's own tools, where they were found. */
export interface Tools {
  readonly cli: string;
  /** Such as `3.248.0`. */
  readonly version: string;
}

const GET_IT = "install it as https://www.pulumi.com/docs/install/ says, and have it on PATH";

/**
 * The Pulumi CLI on a search path, and what it needs to run a program in Node.
 * @throws ConfigError where one is missing, or the CLI is older than the SDK
 */
export function findTools(path = process.env["PATH"] ?? ""): Tools {
  const needed = sdkVersion();
  const allowed = `the Pulumi CLI ${needed} or later`;
  const cli = executableIn(path.split(delimiter), "pulumi");
  if (cli === undefined) throw refusal("pulumi", "is not on PATH", allowed, GET_IT);

  // The language host is released together with the CLI, and lies beside it.
  const host = "pulumi-language-nodejs";
  const beside = [...path.split(delimiter), dirname(realpathSync(cli))];
  if (executableIn(beside, host) === undefined) {
    throw refusal(host, "is neither on PATH nor beside the CLI", `what comes with ${allowed}`, GET_IT);
  }
  const version = versionOf(cli);
  if (version === undefined) throw refusal(cli, "does not tell its version", allowed, GET_IT);
  if (isOlder(version, needed)) {
    throw refusal(
      cli,
      `is version ${version}, older than the program's SDK`,
      allowed,
      `pulumi self-update, or ${GET_IT}`,
    );
  }
  return { cli, version };
}

/** Why there can be no rehearsal on this machine; undefined where there can. */
export function missingTool(): string | undefined {
  try {
    findTools();
    return undefined;
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return error.problems.map(({ path, wrong }) => `${path} ${wrong}`).join("; ");
  }
}

/** Whether a release came before another; both as `major.minor.patch`. */
export function isOlder(version: string, needed: string): boolean {
  const [own, other] = [version, needed].map((text) => text.split(".").map(Number));
  const at = other?.findIndex((part, index) => part !== own?.[index]) ?? -1;
  return at >= 0 && (own?.[at] ?? 0) < (other?.[at] ?? 0);
}

function executableIn(folders: readonly string[], name: string): string | undefined {
  const names = process.platform === "win32" ? [`${name}.exe`] : [name];
  const files = folders.filter((folder) => folder !== "").flatMap((folder) => names.map((file) => join(folder, file)));
  return files.find((file) => {
    try {
      accessSync(file, constants.X_OK);
      return statSync(file).isFile();
    } catch {
      return false;
    }
  });
}

function versionOf(cli: string): string | undefined {
  try {
    const env = { ...process.env, PULUMI_SKIP_UPDATE_CHECK: "true" };
    const text = execFileSync(cli, ["version"], {
      env,
      encoding: "utf8",
      timeout: 30_000,
      stdio: ["ignore", "pipe", "ignore"],
    });
    return /^v?(\d+\.\d+\.\d+)/.exec(text.trim())?.[1];
  } catch {
    return undefined;
  }
}

const refusal = (path: string, wrong: string, allowed: string, fix: string) =>
  new ConfigError([{ path, wrong, allowed, fix }]);
