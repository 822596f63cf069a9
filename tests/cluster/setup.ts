import { controlPlaneFolder } from "./binaries";
import { crdFolder } from "./crds";
import { hasGo } from "./go";
import { linterFolder } from "./linters";

/** Before the first test: everything that is built or downloaded once, so that no test waits for it. */
export default function setup(): void {
  if (!hasGo) return;
  controlPlaneFolder();
  linterFolder();
  crdFolder();
}
