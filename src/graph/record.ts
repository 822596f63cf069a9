import { runtime } from "@pulumi/pulumi";
import type { Graph, Inputs } from "./graph";
import { withoutLeakDetector } from "./leak-detector";
import { RecordingMonitor } from "./monitor";
import { withoutStackTraces } from "./stack-traces";
import { untilFailure } from "./until-failure";
import type { WireProperties } from "./wire";

export interface RecordOptions {
  readonly project: string;
  readonly stack: string;
  /** Every key with its namespace; objects, lists and booleans as JSON text, as Pulumi hands them over. */
  readonly config: Readonly<Record<string, string>>;
  /** Keys of `config` whose value is secret. */
  readonly secretKeys: readonly string[];
  /**
   * `firstPreview`: nothing computed is known, as before a stack's first update. `resolved`: a preview in which every
   * computed value reads `<name.property>`. `update`: the same answers, but not a preview.
   */
  readonly mode: Graph["mode"];
  /** Outputs of the stack's last update; without it the stack was never deployed. */
  readonly deployed?: WireProperties;
}

/**
 * Runs a program against a recorder in the engine's place. One recording at a time: the SDK's runtime is global.
 * @throws whatever the program throws, in its own function or in a callback of an output
 */
export async function record(program: () => Promise<unknown>, options: RecordOptions): Promise<Graph> {
  const { project, stack, mode } = options;
  const monitor = new RecordingMonitor({ project, stack, mode }, options.deployed ?? {});
  await connect(monitor, options);
  await withoutStackTraces(() =>
    withoutLeakDetector(() =>
      untilFailure(
        (fail) => run(program, monitor, fail),
        () => monitor.stop(),
      ),
    ),
  );
  const { resources, invokes, outputs } = monitor;
  const root = resources.find(({ parent }) => parent === null)?.urn ?? "";
  const { [root]: stackOutputs = {}, ...componentOutputs } = Object.fromEntries<Inputs>([...outputs].sort(byName));
  return { project, stack, mode, resources, outputs: stackOutputs, componentOutputs, invokes };
}

async function connect(monitor: RecordingMonitor, options: RecordOptions): Promise<void> {
  const { project, stack, config, secretKeys, mode } = options;
  runtime.setAllConfig({ ...config }, [...secretKeys]);
  await runtime.setMocks(NO_MOCKS, project, stack, mode !== "update", "organization");
  Object.assign(runtime.getMonitor() ?? {}, {
    registerResource: monitor.registerResource.bind(monitor),
    registerResourceOutputs: monitor.registerResourceOutputs.bind(monitor),
    readResource: monitor.readResource.bind(monitor),
    invoke: monitor.invoke.bind(monitor),
    call: monitor.call.bind(monitor),
  });
}

/** Components are done in an order of their own each time. */
const byName = ([one]: readonly [string, Inputs], [other]: readonly [string, Inputs]): number => (one < other ? -1 : 1);

/** The SDK's own mocks answer only what the recorder doesn't: which features there are. */
const NO_MOCKS = {
  newResource: () => ({ id: "", state: {} }),
  call: () => ({}),
};

async function run(program: () => Promise<unknown>, monitor: RecordingMonitor, fail: (error: unknown) => void) {
  await runtime.runInPulumiStack(async () => {
    runtime.registerStackTransformation(({ type, name, props }) => {
      monitor.noteConstruction(type, name, Object.keys(props));
      return undefined;
    });
    // An error that reached the SDK would come back several times, in several disguises.
    try {
      return await program();
    } catch (error) {
      return fail(error);
    }
  });
  await runtime.disconnect();
}
