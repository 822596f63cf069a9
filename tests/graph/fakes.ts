import {
  ComponentResource,
  CustomResource,
  type CustomResourceOptions,
  type Input,
  type Output,
  ProviderResource,
} from "@pulumi/pulumi";

/** A provider of the fake package, as an SDK generates them. */
export class FakeProvider extends ProviderResource {
  constructor(name: string) {
    super("fake", name, {});
  }
}

interface StoreArgs {
  readonly size?: Input<number>;
  readonly label?: Input<string>;
  readonly settings?: Input<Record<string, Input<unknown>>>;
}

/** A resource that computes an address and a password, as an SDK generates them. */
export class Store extends CustomResource {
  declare readonly address: Output<string>;
  declare readonly password: Output<string>;
  declare readonly label: Output<string | undefined>;

  constructor(name: string, { size, label, settings }: StoreArgs, opts: CustomResourceOptions = {}) {
    const props = { size, label, settings, address: undefined, password: undefined };
    super("fake:data/store:Store", name, props, { additionalSecretOutputs: ["password"], ...opts });
  }
}

/** A capability that makes whatever it is told to. */
export class Group extends ComponentResource {
  constructor(
    name: string,
    make: (parent: Group) => unknown,
    opts: { readonly type?: string; readonly parent?: Group; readonly providers?: FakeProvider[] } = {},
  ) {
    super(opts.type ?? "crm:fake:Database", name, {}, opts);
    make(this);
    this.registerOutputs({ made: name });
  }
}

/** The settings of a recording that are not what a test is about. */
export const FAKE_STACK = { project: "fakes", stack: "dev", config: {}, secretKeys: [], mode: "resolved" } as const;
