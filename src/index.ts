import { cloudBudget, SERVICE_NAMES, survivesZoneLoss, THIRD_PARTIES } from "../stacks";
import { cloudflareProviders } from "./cloudflare/providers";
import { Zone } from "./cloudflare/zone";
import type { StackConfig } from "./config/config";
import { recordOf } from "./conventions/records";
import { known } from "./conventions/known";
import { backendsOf, NAMESPACE, SERVICES } from "./crm/services";
import { Workloads } from "./crm/workloads";
import { outputsOf, type StackOutputs } from "./outputs";
import { refuseMove } from "./placement";
import { Platform } from "./platform/platform";
import type { CloudComponents } from "./ports/cloud";
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
    const outputs = outputsOf(config, platform);
    if (config.workloads !== null) createWorkloads(config, config.workloads, platform);
    zone.publish(outputs.origin);
    return outputs;
  });
}

function createZone({ contract, cloudflare, hosts: { app, api, assets }, owns, secrets }: StackConfig): Zone {
  const args = {
    zoneId: cloudflare.zoneId,
    domain: cloudflare.zone,
    originHosts: contract.cdn ? { app, api } : { app, api, assets },
    mutualTls: contract.edge.mutualTls,
    owned: owns.zone ? { plan: contract.cloudflarePlan, peakRps: contract.load.peakRps } : null,
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
    adminCidrs: config.adminCidrs,
    alertEmail: config.alertEmail,
    budgetStart: config.budgetStart,
    budgetUsd: cloudBudget(contract.budget.usd, config.cloud, config.tier, config.phase),
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

function createWorkloads<C extends CloudComponents>(
  { contract, hosts, images }: StackConfig,
  { versions }: NonNullable<StackConfig["workloads"]>,
  platform: Platform<C>,
): void {
  const { cluster, operators, identities, registry, secrets, database, cache, search, objectStore, edge } = platform;
  const args = {
    hosts,
    pods: contract.pods,
    pools: contract.nodePools,
    highlyAvailable: survivesZoneLoss(contract),
    repositories: recordOf(
      SERVICE_NAMES,
      (service) => registry?.urls[service] ?? `${known(images.repository, "where the CRM's images are")}/${service}`,
    ),
    versions,
    ...{ cluster, operators, identities, secrets, database, cache, search, objectStore, edge },
  };
  new Workloads("crm-workloads", args, {});
}
