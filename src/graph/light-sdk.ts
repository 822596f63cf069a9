import Module, { createRequire } from "node:module";

/**
 * Imported before the SDK, it makes the SDK start in half the time. The SDK loads a compiler and a package manager
 * to send functions into the cloud, which this program never does: they are loaded when something asks for them.
 */
const UNUSED = ["typescript", "@npmcli/arborist"];

const requireFromSdk = createRequire(require.resolve("@pulumi/pulumi"));

for (const name of UNUSED) {
  const file = requireFromSdk.resolve(name);
  require.cache[file] ??= placeholder(name, file);
}

/** A module that becomes the real one at the first look at anything in it. */
function placeholder(name: string, file: string): Module {
  let real: object | undefined;
  const loaded = () => {
    if (real === undefined) Reflect.deleteProperty(require.cache, file);
    real ??= requireFromSdk(name) as object;
    return real;
  };
  // The mark keeps the SDK from copying what is in it.
  const get = (marked: object, key: PropertyKey): unknown => Reflect.get(key in marked ? marked : loaded(), key);
  return Object.assign(new Module(file), { loaded: true, exports: new Proxy({ __esModule: true }, { get }) });
}
