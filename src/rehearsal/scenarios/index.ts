import type { Scenario } from "./act";
import { cloudSwitch } from "./cloud-switch";
import { credentialRotation } from "./credential-rotation";
import { drift } from "./drift";
import { failedUpdate } from "./failed-update";
import { allFaults, faults } from "./faults";
import { firstDeployment } from "./first-deployment";
import { life } from "./life";
import { regionLoss } from "./region-loss";
import { restore } from "./restore";
import { stuckOperation } from "./stuck-operation";
import { teardown } from "./teardown";
import { tierChange } from "./tier-change";
import { versionUpgrade } from "./version-upgrade";

export type { Act, Happening, Preparation, Scenario, Subject } from "./act";

/** In the order of a stack's life; the last two take a stack through faults, and are no runbooks of their own. */
export const SCENARIOS: readonly Scenario[] = [
  life,
  ...[firstDeployment, failedUpdate, stuckOperation, drift, credentialRotation, versionUpgrade],
  ...[tierChange, cloudSwitch, restore, regionLoss, teardown],
  faults,
  ...allFaults,
];
