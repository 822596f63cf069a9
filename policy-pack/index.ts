import { PolicyPack } from "@pulumi/policy";
import { runtime } from "@pulumi/pulumi";
import { loadConfig } from "../src/config/load";
import { kindOf } from "../src/policy/applicability";
import { readWaivers } from "../src/policy/waivers";
import { policiesOf } from "./policies";

/** Where `pulumi preview --policy-pack policy-pack` and `pulumi up --policy-pack policy-pack` enter. */
new PolicyPack("sequelstring-crm", {
  policies: policiesOf(kindOf(loadConfig()), {
    isPreview: runtime.isDryRun(),
    waivers: readWaivers(),
    asOf: new Date().toISOString().slice(0, 10),
  }),
});
