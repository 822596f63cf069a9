import eslint from "@eslint/js";
import pulumi from "@pulumi/eslint-plugin";
import boundaries from "eslint-plugin-boundaries";
import { defineConfig } from "eslint/config";
import tseslint from "typescript-eslint";

const BASE = ["ports", "conventions", "stacks"];
const CLOUD = ["atlas", "elastic", "kubernetes", ...BASE];
const READER = ["graph", "config", "conventions", "stacks"];

/** Where each layer's files are and which other layers they may import; a file that no layer claims is an error. */
const LAYERS = {
  stacks: { files: "stacks/*.ts", sees: [] },
  conventions: { files: "src/conventions/*.ts", sees: [] },
  ports: { files: "src/ports/*.ts", sees: ["conventions", "stacks"] },
  kubernetes: { files: "src/kubernetes/**/*.ts", sees: BASE },
  atlas: { files: "src/providers/atlas/**/*.ts", sees: BASE },
  elastic: { files: "src/providers/elastic/**/*.ts", sees: BASE },
  aws: { files: "src/providers/aws/**/*.ts", sees: CLOUD },
  gcp: { files: "src/providers/gcp/**/*.ts", sees: CLOUD },
  azure: { files: "src/providers/azure/**/*.ts", sees: CLOUD },
  select: { files: "src/providers/select.ts", sees: ["aws", "gcp", "azure", "config", ...BASE] },
  platform: { files: "src/platform/**/*.ts", sees: ["kubernetes", ...BASE] },
  crm: { files: "src/crm/**/*.ts", sees: ["kubernetes", ...BASE] },
  cloudflare: { files: "src/cloudflare/**/*.ts", sees: BASE },
  placement: { files: "src/placement.ts", sees: ["conventions", "stacks"] },
  config: { files: "src/config/*.ts", sees: ["placement", "conventions", "stacks"] },
  outputs: { files: "src/outputs.ts", sees: ["config", "placement", "platform", "ports"] },
  index: {
    files: "src/index.ts",
    sees: ["select", "platform", "crm", "cloudflare", "placement", "config", "outputs", ...BASE],
  },
  main: { files: "src/main.ts", sees: ["index", "config", "placement"] },
  graph: { files: "src/graph/**/*.ts", sees: [] },
  ledger: { files: "src/ledger/*.ts", sees: ["conventions", "stacks"] },
  judgement: {
    files: "src/policy/{own/*,acceptance,baselines,controls,controls-markdown,evaluate,section,waivers}.ts",
    sees: ["policy", "parity", "plan", ...READER],
  },
  policy: { files: "src/policy/**/*.ts", sees: READER },
  parity: { files: "src/parity/**/*.ts", sees: ["plan", "policy", "ledger", ...READER] },
  cost: { files: "src/cost/**/*.ts", sees: ["policy", "ledger", ...READER] },
  diff: { files: "src/diff/**/*.ts", sees: ["plan", "parity", "ledger", ...READER] },
  timeline: { files: "src/timeline/**/*.ts", sees: READER },
  recovery: { files: "src/recovery/**/*.ts", sees: ["parity", "plan", "policy", ...READER] },
  html: { files: "src/html/**/*.{ts,tsx}", sees: ["plan", "recovery", ...READER] },
  recording: { files: "src/plan/stack.ts", sees: ["plan", "index", ...READER] },
  plan: {
    files: "src/plan/**/*.ts",
    sees: ["recording", "policy", "judgement", "cost", "recovery", "timeline", "diff", "html", "ledger", ...READER],
  },
  rehearsal: { files: "src/rehearsal/**/*.ts", sees: ["plan", "diff", "timeline", "recovery", "elastic", ...READER] },
};

/** A vendor's SDK is used where that vendor's resources are made, and nowhere else. */
const SDKS = {
  "@pulumi/aws": ["aws"],
  "@pulumi/gcp": ["gcp"],
  "@pulumi/azure-native": ["azure"],
  "@pulumi/mongodbatlas": ["atlas", "aws", "gcp"],
  "@pulumi/cloudflare": ["cloudflare"],
};

/** An SDK's index loads all its services: seconds in the compiler, hundreds of milliseconds in every plan. */
const DEEP_IMPORTS = ["@pulumi/kubernetes", "@pulumi/random", "@pulumi/tls", ...Object.keys(SDKS)];

const names = Object.keys(LAYERS);
const category = (...categories) => ({ file: { categories } });

const layers = {
  files: ["src/**/*.{ts,tsx}", "stacks/**/*.ts"],
  plugins: { boundaries },
  settings: {
    "import/resolver": { "./eslint.resolver.cjs": { extensions: [".ts", ".tsx"] } },
    "boundaries/root-path": import.meta.dirname,
    "boundaries/files": names.map((name) => ({ category: name, pattern: LAYERS[name].files })),
    "boundaries/files-single-match": true,
    "boundaries/dependency-nodes": ["import", "export", "dynamic-import", "require"],
    "boundaries/legacy-templates": false,
  },
  rules: { "boundaries/no-unknown-files": "error" },
};

/** What one layer may import: itself, the layers it sees, and any package but the SDKs of others. */
function importsOf(name) {
  const foreign = Object.keys(SDKS).filter((sdk) => !SDKS[sdk].includes(name));
  const policies = [
    { allow: { to: category(name, ...LAYERS[name].sees) } },
    { allow: { to: { module: { origin: ["external", "core"] } } } },
    { disallow: { to: { module: { source: foreign } } } },
  ];
  const options = {
    default: "disallow",
    checkAllOrigins: true,
    checkUnknownLocals: true,
    checkInternals: true,
    message: `The layer "${name}" may not import that: see LAYERS and SDKS in eslint.config.mjs`,
    policies,
  };
  return { files: [LAYERS[name].files], rules: { "boundaries/dependencies": ["error", options] } };
}

const houseStyle = {
  files: ["**/*.{ts,tsx}"],
  plugins: { "@pulumi": pulumi },
  rules: {
    "max-lines": ["error", { max: 250, skipBlankLines: true, skipComments: true }],
    "max-lines-per-function": ["error", { max: 50, skipBlankLines: true, skipComments: true }],
    "no-restricted-imports": [
      "error",
      { paths: DEEP_IMPORTS.map((name) => ({ name, message: "Import the class's own module." })) },
    ],
    "@pulumi/no-output-in-template-literal": "error",
    "@typescript-eslint/consistent-type-imports": "error",
    // Seconds each on the SDKs' large types, for enums and class hierarchies that this project does not have.
    "@typescript-eslint/no-unsafe-class-instance-assignment": "off",
    "@typescript-eslint/no-unsafe-enum-assignment": "off",
    "@typescript-eslint/no-confusing-void-expression": "off",
    "@typescript-eslint/no-base-to-string": "off",
    "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
  },
};

/** Shape is plain: what the program builds is decided by its configuration, never by where it happens to run. */
const noAmbientInput = {
  files: ["src/**/*.ts", "stacks/**/*.ts"],
  ignores: ["src/config/**", "src/plan/**", "src/rehearsal/{tools,workspace}.ts"],
  rules: { "no-restricted-properties": ["error", { object: "process", property: "env" }] },
};

/** The ledger is one list, and is read as one. */
const ledger = { files: ["src/ledger/*.ts"], rules: { "max-lines": "off" } };

/** A suite is one long function, recorded values may be of any form, and a stand-in may have nothing to wait for. */
const inTests = {
  files: ["tests/**/*.ts"],
  rules: {
    "max-lines-per-function": "off",
    "@typescript-eslint/no-unsafe-assignment": "off",
    "@typescript-eslint/require-await": "off",
  },
};

export default defineConfig(
  { ignores: ["node_modules/", "coverage/"] },
  eslint.configs.recommended,
  tseslint.configs.strictTypeChecked,
  { languageOptions: { parserOptions: { project: "tsconfig.json", tsconfigRootDir: import.meta.dirname } } },
  {
    files: ["**/*.{mjs,cjs,mts}"],
    extends: [tseslint.configs.disableTypeChecked],
    languageOptions: { globals: { require: "readonly", exports: "writable" } },
    rules: { "@typescript-eslint/no-require-imports": "off" },
  },
  houseStyle,
  noAmbientInput,
  ledger,
  layers,
  // Of two patterns that fit a file, the first names its layer; of two configurations, the last one holds.
  ...names.map(importsOf).reverse(),
  inTests,
);
