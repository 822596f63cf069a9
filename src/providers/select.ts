import type { StackConfig } from "../config/config";
import { isPlaceholder } from "../config/warnings";
import { tagsOf } from "../conventions/tags";
import type { CloudComponents, CloudProvider } from "../ports/cloud";

/** Something that works on any cloud: it sees the ports, never which cloud it was given. */
export type OnAnyCloud<T> = <C extends CloudComponents>(cloud: CloudProvider<C>) => T;

/** The only switch on the cloud. Loads the chosen cloud's SDK and no other. */
export async function onCloudOf<T>(config: StackConfig, run: OnAnyCloud<T>): Promise<T> {
  const { stack, secrets, atlas } = config;
  const common = { stack, secrets, atlas, tags: tagsOf({ ...config, name: stack }) };
  switch (config.cloud) {
    case "aws": {
      const { createAws } = await import("./aws/index.js");
      return run(createAws({ ...common, ...config.aws, placeholder: isPlaceholder(config.aws.accountId) }));
    }
    case "gcp": {
      const { createGcp } = await import("./gcp/index.js");
      return run(createGcp({ ...common, ...config.gcp, placeholder: isPlaceholder(config.gcp.project) }));
    }
    case "azure": {
      const { createAzure } = await import("./azure/index.js");
      return run(createAzure({ ...common, ...config.azure, placeholder: isPlaceholder(config.azure.subscriptionId) }));
    }
    default:
      return config satisfies never;
  }
}
