import { created, NOTICED, nothing, planned, REINDEX } from "./kinds";
import type { RecoveryVendor } from "./vendor";

/** Elastic Cloud: its snapshots belong to the deployment. */
export const ELASTIC: RecoveryVendor = {
  prefix: "ec:",
  // Elastic names regions by their cloud: `gcp-us-central1`.
  places: { stated: ["region"], namePrefix: "(aws|gcp|azure)-" },
  kinds: {
    "ec:index/deployment:Deployment": {
      // With two zones Elastic adds a tiebreaker in a third (Elastic Cloud, plan for production).
      needs: 2,
      failover: {
        does: "replicas of the shards take over",
        minutes: 5,
        source: "Elastic Cloud, high availability: minutes",
      },
      failoverLoses: nothing,
      afterZone: {},
      afterDeletion: { snapshots: [NOTICED, planned("the newest snapshot of the index is restored", 30)] },
      afterRegion: {},
      rebuilt: { from: "database", how: [created("deployment", 5), REINDEX] },
    },
  },
  copies: {},
};
