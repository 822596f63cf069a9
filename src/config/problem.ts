/** One thing that is wrong with a configuration, said so that the operator can mend it. */
export interface Problem {
  /** Where, as an operator types it: `crm:aws.region`. */
  readonly path: string;
  readonly wrong: string;
  readonly allowed: string;
  readonly fix: string;
}

/** Everything that is wrong with a configuration, all at once and before anything is registered. */
export class ConfigError extends Error {
  constructor(readonly problems: readonly Problem[]) {
    super(problems.map(formatProblem).join("\n"));
    this.name = "ConfigError";
  }
}

/** `path: what is wrong; allowed: ...; fix: ...` on one line. */
export function formatProblem({ path, wrong, allowed, fix }: Problem): string {
  return `${path}: ${wrong}; allowed: ${allowed}; fix: ${fix}`;
}

/** The command that sets a key, nested or not. */
export function setCommand(path: string, value: string): string {
  const end = value.startsWith("-") ? "-- " : "";
  return `pulumi config set ${addressed(path)} ${end}${quoted(value)}`;
}

/** The command that asks for a secret, so that its value reaches no shell history. */
export function setSecretCommand(path: string): string {
  return `pulumi config set --secret ${addressed(path)}`;
}

/** The command that takes a key away. */
export function removeCommand(path: string): string {
  return `pulumi config rm ${addressed(path)}`;
}

function addressed(path: string): string {
  return `${/[.[]/.test(path) ? "--path " : ""}${quoted(path)}`;
}

/** Brackets, arrows and spaces mean something to a shell. */
function quoted(text: string): string {
  return /^[\w.,:@/+-]+$/.test(text) ? text : `'${text}'`;
}
