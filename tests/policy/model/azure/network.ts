import { AZURE } from "../../../../src/policy/azure/types";
import { resource } from "../../builder";
import { tagged } from "./tagged";

const FROM_INTERNET = { access: "Allow", direction: "Inbound", protocol: "Tcp", sourceAddressPrefix: "Internet" };
const subnet = (name: string, addressPrefix: string, rest = {}) =>
  resource(AZURE.subnet, name, { addressPrefix, defaultOutboundAccess: false, ...rest });
const only = (serviceName: string) => ({ delegations: [{ serviceName }] });

export const NETWORK = [
  tagged(AZURE.network, "vnet"),
  subnet("public", "10.0.1.0/24", only("Microsoft.ServiceNetworking/trafficControllers")),
  subnet("api", "10.0.3.0/24", only("Microsoft.ContainerService/managedClusters")),
  subnet("private", "10.0.11.0/24", { networkSecurityGroup: { id: "<app.id>" } }),
  tagged(AZURE.securityGroup, "alb", {
    securityRules: [
      {
        ...FROM_INTERNET,
        name: "web",
        destinationAddressPrefixes: ["10.0.1.0/24"],
        destinationPortRanges: ["80", "443"],
      },
    ],
  }),
  tagged(AZURE.securityGroup, "app", {
    securityRules: [
      {
        name: "from-alb",
        access: "Allow",
        direction: "Inbound",
        protocol: "*",
        sourceAddressPrefixes: ["10.0.1.0/24"],
        destinationAddressPrefix: "*",
        destinationPortRange: "*",
      },
      { name: "deny", access: "Deny", direction: "Inbound", protocol: "*", sourceAddressPrefix: "*" },
    ],
  }),
  resource(AZURE.securityRule, "to-third-parties", {
    ...FROM_INTERNET,
    name: "out",
    direction: "Outbound",
    sourceAddressPrefix: "*",
  }),
  tagged(AZURE.flowLog, "flow", {
    targetResourceId: "<vnet.id>",
    storageId: "<flows.id>",
    enabled: true,
    retentionPolicy: { enabled: true, days: 90 },
    flowAnalyticsConfiguration: { networkWatcherFlowAnalyticsConfiguration: { enabled: true } },
  }),
  tagged(AZURE.address, "nat-address", { sku: { name: "Standard" }, zones: ["1"] }),
];
