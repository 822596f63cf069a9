import type { Inputs } from "../../../../src/graph/graph";
import { resource } from "../../builder";

const tags = { project: "crm", stack: "test", tier: "production", owner: "team", "managed-by": "pulumi" };

/** A resource that says whose it is, as all do that can. */
export const tagged = (type: string, name: string, inputs: Inputs = {}) => resource(type, name, { ...inputs, tags });
