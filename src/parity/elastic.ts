import { ELASTIC as SAID } from "../plan/describe/elastic";
import type { Kinds } from "./kinds";
import { said, snapshots } from "./read";

const DEPLOYMENT = "ec:index/deployment:Deployment";

/** What Elastic Cloud's resources have to do with the promises of a tier. */
export const ELASTIC: Kinds = {
  prefix: "ec:",
  services: { search: { [DEPLOYMENT]: "Elastic Cloud" } },
  size: { search: said(SAID, "search", 0) },
  zones: { search: (members) => members.first(DEPLOYMENT)?.number("elasticsearch.hot.zoneCount") },
  access: {
    search: (members) => {
      if (members.first(DEPLOYMENT) === undefined) return undefined;
      const filters = members.all("ec:index/deploymentTrafficFilter:DeploymentTrafficFilter");
      // Without any filter a deployment is open; filters by address would let the internet in.
      const closed = filters.length > 0 && filters.every((filter) => filter.text("type").includes("private"));
      return closed ? "private" : "internet";
    },
  },
  stateful: { [DEPLOYMENT]: { capability: "search", names: ["name"], metrics: [] } },
  encryption: { [DEPLOYMENT]: [] },
  keys: [],
  alarms: {},
  dashboards: {},
  backups: {
    // The service's own, every half hour unless somebody changes it there (Elastic Cloud, snapshot settings).
    [DEPLOYMENT]: [{ gives: () => [snapshots(0.5, null)] }],
  },
};
