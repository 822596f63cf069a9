import { CLOUDFLARE_RANGES } from "../../../../src/conventions/cloudflare-ranges";
import { AZURE } from "../../../../src/policy/azure/types";
import { resource } from "../../builder";
import { tagged } from "./tagged";

const RULE_SETS = [
  { ruleSetType: "Microsoft_DefaultRuleSet", ruleSetVersion: "2.1" },
  { ruleSetType: "Microsoft_BotManagerRuleSet", ruleSetVersion: "1.1" },
];

export const EDGE = [
  tagged(AZURE.balancer, "balancer"),
  tagged(AZURE.originFirewall, "waf", {
    policySettings: { state: "Enabled", mode: "Prevention", requestBodyCheck: true },
    customRules: [
      {
        action: "Block",
        matchConditions: [
          {
            matchVariables: [{ variableName: "RemoteAddr" }],
            negationConditon: true,
            matchValues: [...CLOUDFLARE_RANGES.ipv4, ...CLOUDFLARE_RANGES.ipv6],
          },
        ],
      },
    ],
    managedRules: { managedRuleSets: RULE_SETS },
  }),
  tagged(AZURE.originFirewallLink, "waf-attachment", { wafPolicy: { id: "<waf.id>" } }),
  resource(AZURE.gatewayFirewall, "gateway-waf", { spec: { webApplicationFirewall: { id: "<waf.id>" } } }),
  tagged(AZURE.applicationGateway, "gateway", {
    enableHttp2: true,
    sslPolicy: { policyName: "AppGwSslPolicy20220101" },
    zones: ["1", "2"],
  }),
  tagged(AZURE.cdnFirewall, "cdn-waf", {
    policySettings: { enabledState: "Enabled", mode: "Prevention", requestBodyCheck: "Enabled" },
    customRules: { rules: [{ name: "ReadOnly" }] },
    managedRules: { managedRuleSets: RULE_SETS },
  }),
  resource(AZURE.cdnFirewallLink, "cdn-firewall", { parameters: { wafPolicy: { id: "<cdn-waf.id>" } } }),
  resource(AZURE.cdnDomain, "assets-domain", { tlsSettings: { minimumTlsVersion: "TLS12" } }),
  resource(AZURE.cdnRoute, "assets-route", { httpsRedirect: "Enabled", forwardingProtocol: "HttpsOnly" }),
];
