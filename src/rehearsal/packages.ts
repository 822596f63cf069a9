import { createRequire } from "node:module";
import { RELEASE } from "../providers/elastic/release";

/** A package of resources, by the name that the engine asks for, and the release that the program was written for. */
export interface Package {
  readonly name: string;
  readonly version: string;
}

interface Manifest {
  readonly version: string;
  /** What a package says of its provider; libraries say nothing, or something else. */
  readonly pulumi?: { readonly resource?: boolean; readonly name?: string };
}

interface ProgramManifest {
  readonly dependencies: Readonly<Record<string, string>>;
}

const requireHere = createRequire(__filename);

/** Every package that the program's resources come from. */
export function packagesOfProgram(): readonly Package[] {
  const { dependencies } = requireHere("../../package.json") as ProgramManifest;
  const manifests = Object.keys(dependencies)
    .filter((dependency) => dependency.startsWith("@pulumi/"))
    .map((dependency) => requireHere(`${dependency}/package.json`) as Manifest);
  const bound = manifests.flatMap(({ version, pulumi }) =>
    pulumi?.resource === true && pulumi.name !== undefined ? [{ name: pulumi.name, version }] : [],
  );
  return [...bound, { name: "ec", version: RELEASE.version }];
}

/** The SDK's release: engine and SDK are released under one number. */
export const sdkVersion = (): string => (requireHere("@pulumi/pulumi/package.json") as Manifest).version;
