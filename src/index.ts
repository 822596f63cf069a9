import { SERVICE_NAMES, THIRD_PARTIES } from "../stacks";
import { cloudflareProviders } from "./cloudflare/providers";
import { Zone } from "./cloudflare/zone";
import type { StackConfig } from "./config/config";
import { backendsOf, NAMESPACE, SERVICES } from "./crm/services";
import { outputsOf, type StackOutputs } from "./outputs";
import { refuseMove } from "./placement";
import { Platform } from "./platform/platform";
import { onCloudOf } from "./providers/select";

/**
 * The program: from a stack's configuration to everything the CRM stands on.
 * @throws MoveRefused before anything is registered
 */
export async function program(config: StackConfig): Promise<StackOutputs> {
  await refuseMove(config.placement, config.allowMove);

  const zone = createZone(config);
  return onCloudOf(config, (cloud) => {
    const args = { cloud, zone, ...describePlatform(config, zone) };
    const platform = new Platform("crm", args, { providers: [...cloud.providers, ...zone.providers] });
    return outputsOf(config, platform);
  });
}

function createZone({ contract, cloudflare, hosts: { app, api, assets }, secrets }: StackConfig): Zone {
  const args = {
    zoneId: cloudflare.zoneId,
    domain: cloudflare.zone,
    originHosts: contract.cdn ? { app, api } : { app, api, assets },
    mutualTls: contract.edge.mutualTls,
    providers: cloudflareProviders(secrets.cloudflareApiToken),
  };
  return new Zone("crm-cloudflare", args, {});
}

function describePlatform(config: StackConfig, zone: Zone) {
  const { contract, protect, hosts, owns, secrets, images } = config;
  const set = THIRD_PARTIES.flatMap((key) => (secrets[key] === undefined ? [] : [[key, secrets[key]] as const]));
  return {
    contract,
    protect,
    ownsAccount: owns.account,
    adminCidrs: config.adminCidrs ?? [],
    alertEmail: config.alertEmail,
    budgetStart: config.budgetStart,
    assetsHost: hosts.assets,
    originDomain: hosts.origin,
    origin: { certificate: zone.originCertificate, clientCa: zone.clientCa },
    namespace: NAMESPACE,
    uses: SERVICES,
    backends: backendsOf({ frontend: contract.cdn ? [hosts.app] : [hosts.app, hosts.assets], api: [hosts.api] }),
    thirdParties: Object.fromEntries(set),
    repositories: images.repository === undefined ? SERVICE_NAMES : null,
  };
}
