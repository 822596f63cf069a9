import { ATLAS } from "../../../src/policy/atlas/types";
import { on, retyped, type Slips } from "./slip";

/** Those that can be made on every cloud that is built with Atlas. */
export const ATLAS_SLIPS: Slips = {
  A47: on(ATLAS.user, "crm-database-user", retyped('"readWrite"', '"readWriteAnyDatabase"')),
  A49: on(ATLAS.backups, "crm-database-backups", (inputs) => ({ ...inputs, copySettings: [] })),
  P64: on(ATLAS.user, "crm-database-user", (inputs) => ({ ...inputs, password: "<crm-database-password.result>" })),
};
