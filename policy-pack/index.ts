import { PolicyPack } from "@pulumi/policy";
import { runtime } from "@pulumi/pulumi";
import { loadConfig } from "../src/config/load";
import { kindOf } from "../src/policy/applicability";
import { readWaivers } from "../src/policy/waivers";
import { policiesOf } from "./policies";

/** Days are counted where somebody asked for it, by `--fail-on policy`: no update is refused by the calendar. */
const BEFORE_ALL_WAIVERS_END = "2000-01-01";

/** Where `pulumi preview --policy-pack policy-pack` and `pulumi up --policy-pack policy-pack` enter. */
new PolicyPack("sequelstring-crm", {
  policies: policiesOf(kindOf(loadConfig()), {
    isPreview: runtime.isDryRun(),
    waivers: readWaivers(),
    asOf: BEFORE_ALL_WAIVERS_END,
  }),
});
