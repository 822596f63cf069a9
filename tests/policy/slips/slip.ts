import type { GraphResource, Inputs } from "../../../src/graph/graph";

/** What one slip of the hand makes of a resource: it is another, or is gone. */
export type Slip = (resource: GraphResource) => GraphResource | null;

/** By the rule that must notice it. */
export type Slips = Readonly<Record<string, Slip>>;

export const on =
  (type: string, name: string, change: (inputs: Inputs) => Inputs | null): Slip =>
  (resource) => {
    if (resource.type !== type || resource.name !== name) return resource;
    const inputs = change(resource.inputs);
    // Without the engine's record of where inputs came from, the changed ones are read by themselves.
    return inputs && { ...resource, inputs, propertyDependencies: {} };
  };

/** Another text wherever it is in the inputs, for what lies deep. */
export const retyped =
  (before: string, after: string) =>
  (inputs: Inputs): Inputs => {
    const text = JSON.stringify(inputs);
    if (!text.includes(before)) throw new Error(`nowhere is ${before}`);
    return JSON.parse(text.replaceAll(before, after)) as Inputs;
  };
