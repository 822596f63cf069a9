import { ComponentResource, type ComponentResourceOptions, type CustomResourceOptions } from "@pulumi/pulumi";
import { IAMAuditConfig } from "@pulumi/gcp/projects/iamauditConfig";
import { Service } from "@pulumi/gcp/projects/service";
import { ServiceIdentity } from "@pulumi/gcp/projects/serviceIdentity";
import { recordOf } from "../../conventions/records";
import type { Account as AccountPort, AccountArgs } from "../../ports/account";
import type { GcpContext } from "./context";
import { createLogBucket } from "./log-bucket";

/** APIs that the architecture uses. `serviceusage` is not among them: it must be on before any other can be. */
const SERVICES = [
  "artifactregistry",
  "billingbudgets",
  "certificatemanager",
  "cloudkms",
  "cloudresourcemanager",
  "cloudscheduler",
  "compute",
  "container",
  "containerscanning",
  "dns",
  "gkebackup",
  "iam",
  "iamcredentials",
  "logging",
  "monitoring",
  "pubsub",
  "redis",
  "secretmanager",
  "servicenetworking",
  "storage",
  "storagetransfer",
] as const;
type ServiceName = (typeof SERVICES)[number];

/** Services whose agent may not exist before it is asked for, and must before it is granted a key or a bucket. */
const AGENTS = [
  "artifactregistry",
  "container",
  "gkebackup",
  "redis",
  "secretmanager",
  "storage",
  "storagetransfer",
] as const satisfies readonly ServiceName[];

/**
 * What was configured is kept for 400 days by Google itself; who read or wrote data would be forgotten after 30. Each stack
 * keeps the log of its own cluster and of its own objects.
 */
const AUDIT_LOG =
  'LOG_ID("cloudaudit.googleapis.com/data_access") AND NOT resource.type=("k8s_cluster" OR "gcs_bucket")';
const AUDIT_DAYS = 365;

/** The project's services, and what exists once per project. */
export class Account extends ComponentResource implements AccountPort {
  readonly cloud = "gcp";
  private readonly child: CustomResourceOptions;

  constructor(
    private readonly prefix: string,
    { owned }: AccountArgs,
    private readonly gcp: GcpContext,
    opts: ComponentResourceOptions,
  ) {
    super("crm:gcp:Account", prefix, {}, opts);
    this.child = { parent: this };
    const services = recordOf(SERVICES, (service) => this.enable(service));
    if (owned) {
      for (const service of AGENTS) this.createAgent(service, services[service]);
      this.createAudit(Object.values(services));
    }
    this.registerOutputs({ owned });
  }

  /** In every stack: enabling twice is harmless, and no stack that goes takes a service from the others. */
  private enable(service: ServiceName): Service {
    const args = { project: this.gcp.project, service: `${service}.googleapis.com`, disableOnDestroy: false };
    return new Service(`${this.prefix}-${service}`, { ...args, disableDependentServices: false }, this.child);
  }

  private createAgent(service: ServiceName, enabled: Service): void {
    const args = { project: this.gcp.project, service: enabled.service };
    new ServiceIdentity(`${this.prefix}-${service}-agent`, args, this.child);
  }

  /** Who read or changed what, in every service. Kept when the stack goes: other stacks' audit depends on it. */
  private createAudit(services: readonly Service[]): void {
    const name = `${this.prefix}-audit`;
    const auditLogConfigs = ["ADMIN_READ", "DATA_READ", "DATA_WRITE"].map((logType) => ({ logType }));
    const args = { project: this.gcp.project, service: "allServices", auditLogConfigs };
    const opts = { ...this.child, dependsOn: [...services] };
    new IAMAuditConfig(name, args, { ...opts, retainOnDelete: true });
    createLogBucket(`${name}-logs`, { role: "audit", days: AUDIT_DAYS, filter: AUDIT_LOG }, this.gcp, opts);
  }
}
