import { textOf } from "../../src/plan/text";
import type { CloudName } from "../../src/conventions/clouds";

/** Plans of production in JSON, in the order of the clouds. Spot machines are taken, so that each is recorded once. */
export async function plansOf(clouds: readonly CloudName[]): Promise<Partial<Record<CloudName, string>>> {
  const production = { stack: "prod", format: "json", asOf: "2026-11-25", color: false, failOn: [] } as const;
  const plans: Partial<Record<CloudName, string>> = {};
  for (const cloud of clouds)
    plans[cloud] = (await textOf({ ...production, cloud, set: ["crm:economy.spotWorkers=true"] })).plan;
  return plans;
}
