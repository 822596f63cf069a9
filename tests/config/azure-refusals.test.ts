import { expect, it } from "vitest";
import { AZURE_REGIONS, completeRegions } from "../../src/conventions/regions";
import type { RawConfig } from "../../src/config/parse";
import { raw, refusal } from "./raw";

const SUBSCRIPTION = {
  subscriptionId: "1b4e28ba-2fa1-11d2-883f-b9a761bde3fb",
  tenantId: "6ecd8c99-4036-403d-bf84-cf8400f67836",
  location: "eastus2",
  drLocation: "centralus",
  adminGroupId: "9d7d8c1e-1f5b-4c3a-8a51-6b7f0a2f4e10",
};
const allBut = (taken: string) =>
  completeRegions(AZURE_REGIONS)
    .filter((name) => name !== taken)
    .join(", ");

/** What can be wrong with Azure's settings, whichever cloud is in use, and the one line that the operator reads. */
const ONE_MISTAKE: Readonly<Record<string, readonly [changes: RawConfig, line: string]>> = {
  "subscription that is none": [
    { azure: { ...SUBSCRIPTION, subscriptionId: "prod" } },
    'crm:azure.subscriptionId: "prod" is not accepted; allowed: a subscription\'s UUID; ' +
      "fix: pulumi config set --path crm:azure.subscriptionId 1b4e28ba-2fa1-11d2-883f-b9a761bde3fb",
  ],
  "tenant that is none": [
    { azure: { ...SUBSCRIPTION, tenantId: "contoso" } },
    'crm:azure.tenantId: "contoso" is not accepted; allowed: a tenant\'s UUID; ' +
      "fix: pulumi config set --path crm:azure.tenantId 6ecd8c99-4036-403d-bf84-cf8400f67836",
  ],
  "cluster without anybody who administers it": [
    { azure: { ...SUBSCRIPTION, adminGroupId: undefined } },
    "crm:azure.adminGroupId: is missing; allowed: the UUID of an Entra group that administers the cluster; " +
      "fix: pulumi config set --path crm:azure.adminGroupId 9d7d8c1e-1f5b-4c3a-8a51-6b7f0a2f4e10",
  ],
  "location without zones": [
    { azure: { ...SUBSCRIPTION, location: "westus" } },
    `crm:azure.location: westus lacks zones: it has 0 of the 3 needed; allowed: ${allBut("centralus")}; ` +
      "fix: pulumi config set --path crm:azure.location eastus2",
  ],
  "location without the load balancer": [
    { azure: { ...SUBSCRIPTION, drLocation: "westus3" } },
    `crm:azure.drLocation: westus3 lacks Application Gateway for Containers; allowed: ${allBut("eastus2")}; ` +
      "fix: pulumi config set --path crm:azure.drLocation centralus",
  ],
  "location that is none": [
    { azure: { ...SUBSCRIPTION, location: "East US 2" } },
    `crm:azure.location: "East US 2" is not accepted; allowed: ${allBut("")}; ` +
      "fix: pulumi config set --path crm:azure.location eastus2",
  ],
  "DR location equal to the location": [
    { azure: { ...SUBSCRIPTION, drLocation: "eastus2" } },
    "crm:azure.drLocation: eastus2 is the region itself, so its loss would take the copies too; " +
      `allowed: ${allBut("eastus2")}; fix: pulumi config set --path crm:azure.drLocation centralus`,
  ],
};

it.each(Object.entries(ONE_MISTAKE))("%s", (_, [changes, line]) => {
  expect(refusal(raw(changes))).toEqual([line]);
});
