import { GCP } from "../../../../src/policy/gcp/types";
import { resource } from "../../builder";

export const NETWORK = [
  resource(GCP.network, "vpc", { autoCreateSubnetworks: false }),
  resource(GCP.subnetwork, "private", { logConfig: { flowSampling: 0.5 }, privateIpGoogleAccess: true }),
  resource(GCP.firewall, "from-load-balancer", {
    direction: "INGRESS",
    allows: [{ protocol: "tcp", ports: ["0-65535"] }],
    sourceRanges: ["35.191.0.0/16", "130.211.0.0/22"],
    targetServiceAccounts: ["<nodes-account.email>"],
    logConfig: { metadata: "INCLUDE_ALL_METADATA" },
  }),
  resource(GCP.nat, "nat", { logConfig: { enable: true, filter: "ERRORS_ONLY" } }),
];
