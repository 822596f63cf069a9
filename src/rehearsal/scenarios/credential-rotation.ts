import type { Scenario } from "./act";
import { again, ANY_CHANGE, end, first, REPLACES } from "./acts";

export const credentialRotation: Scenario = {
  name: "credential-rotation",
  about: "every key of the configuration is another one, and the platform's own are made anew",
  runbook: "credential-rotation",
  acts: () => [
    first,
    {
      name: "other keys of third parties",
      rotates: true,
      keepsData: true,
      command: "up",
      does: ["update"],
      may: ANY_CHANGE,
    },
    {
      name: "own passwords and keys made anew",
      taints: ["random:index/randomPassword:RandomPassword", "tls:index/privateKey:PrivateKey"],
      keepsData: true,
      command: "up",
      does: REPLACES,
      may: ANY_CHANGE,
    },
    again,
    ...end,
  ],
};
