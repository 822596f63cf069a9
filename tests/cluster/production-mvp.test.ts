import { acceptance } from "./acceptance";
import { draining } from "./disruption";
import { identities } from "./identities";
import { placement } from "./placement";
import { describeStack } from "./suite";

describeStack({ tier: "production", phase: "mvp" }, (world) => {
  acceptance(world);
  identities(world);
  placement(world);
  draining(world);
});
