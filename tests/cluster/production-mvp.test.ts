import { acceptance } from "./acceptance";
import { draining } from "./disruption";
import { identities } from "./identities";
import { placement } from "./placement";
import { describeStacks } from "./suite";

describeStacks({ tier: "production", phase: "mvp" }, (world) => {
  acceptance(world);
  identities(world);
  placement(world);
  draining(world);
});
