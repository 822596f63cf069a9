// The runner of policy packs compiles TypeScript with a check of all types, which takes longer than the rules: tsx only strips them.
require("tsx/cjs");
require("./index.ts");
