import { ConfigError } from "../config/problem";
import { CLOUDS } from "../conventions/clouds";
import { settingsOf } from "./settings";
import { readStackFile } from "./stack-file";

/**
 * The cloud of a stack and the settings that it has there, such as `accountId` and `region`, as its file says.
 * @param root the folder of the stack files
 * @throws ConfigError where there is no such stack, or its file does not say on which cloud it is
 */
export function placeOf(stack: string, root?: string): Readonly<Record<string, string>> {
  const { config } = settingsOf(readStackFile(stack, root), []);
  const cloud = CLOUDS.find((one) => one === config["crm:cloud"]);
  if (cloud === undefined) throw new ConfigError([noCloud(stack, config["crm:cloud"])]);
  const own = JSON.parse(config[`crm:${cloud}`] ?? "{}") as Readonly<Record<string, unknown>>;
  const texts = Object.entries(own).filter((entry): entry is [string, string] => isLine(entry[1]));
  return { ...Object.fromEntries(texts), cloud };
}

/** As `key=value` lines, which is how a pipeline's step hands values to the next. */
export const placeLines = (place: Readonly<Record<string, string>>): string =>
  Object.entries(place)
    .map(([key, value]) => `${key}=${value}\n`)
    .join("");

/** What has more than one line could pretend to be another value. */
const isLine = (value: unknown): boolean => typeof value === "string" && !/[\r\n]/.test(value);

function noCloud(stack: string, cloud: string | undefined) {
  const wrong = cloud === undefined ? "is not set" : `"${cloud}" is not accepted`;
  return { path: "crm:cloud", wrong, allowed: CLOUDS.join(", "), fix: `pulumi config set crm:cloud aws -s ${stack}` };
}
