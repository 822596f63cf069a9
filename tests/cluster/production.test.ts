import { acceptance } from "./acceptance";
import { draining, zoneLoss } from "./disruption";
import { identities } from "./identities";
import { placement } from "./placement";
import { describeStacks } from "./suite";

describeStacks({ tier: "production" }, (world) => {
  acceptance(world);
  identities(world);
  placement(world);
  draining(world);
  zoneLoss(world);
});
