import type { Resource } from "@pulumi/pulumi";
import { Auditing } from "@pulumi/mongodbatlas/auditing";
import { MaintenanceWindow } from "@pulumi/mongodbatlas/maintenanceWindow";
import { NetworkContainer } from "@pulumi/mongodbatlas/networkContainer";
import { Project } from "@pulumi/mongodbatlas/project";
import { ProjectIpAccessList } from "@pulumi/mongodbatlas/projectIpAccessList";
import type { AtlasCloud } from "./regions";

export interface AtlasProjectArgs {
  readonly orgId: string;
  /** Unique within the organization for this cloud: a stack that changes clouds has both for a while. */
  readonly projectName: string;
  readonly tags: Readonly<Record<string, string>>;
  readonly providerName: AtlasCloud;
  readonly region: string;
  /** Range of Atlas' side of the private network. */
  readonly cidr: string;
  /** Who did what to the data is recorded. */
  readonly audit: boolean;
}

export interface AtlasProject {
  readonly project: Project;
  /** Atlas' side of the private network; its range is fixed once the first cluster exists. */
  readonly container: NetworkContainer;
}

export function createAtlasProject(prefix: string, args: AtlasProjectArgs, parent: Resource): AtlasProject {
  const { orgId, projectName, providerName, region, cidr, tags } = args;
  const project = new Project(
    `${prefix}-project`,
    {
      orgId,
      name: `${projectName}-${providerName.toLowerCase()}`,
      withDefaultAlertsSettings: false,
      tags: { ...tags },
    },
    { parent },
  );
  const projectId = project.id;
  // On Google Cloud one container serves all regions.
  const where = providerName === "AWS" ? { regionName: region } : {};
  const network = { projectId, providerName, atlasCidrBlock: cidr, ...where };
  const container = new NetworkContainer(`${prefix}-network`, network, { parent });
  // Sundays at four, UTC.
  new MaintenanceWindow(`${prefix}-maintenance`, { projectId, dayOfWeek: 1, hourOfDay: 4 }, { parent });
  if (args.audit) createAuditing(prefix, project, parent);
  return { project, container };
}

export interface AccessRange {
  readonly cidrBlock: string;
  readonly comment: string;
}

/** Only ranges where pods run may connect, over the private network. Each has a name that stays. */
export function createAccessList(
  prefix: string,
  { id: projectId }: Project,
  ranges: Readonly<Record<string, AccessRange>>,
  parent: Resource,
): readonly Resource[] {
  return Object.entries(ranges).map(
    ([name, range]) => new ProjectIpAccessList(`${prefix}-access-${name}`, { projectId, ...range }, { parent }),
  );
}

/** Changes of users, roles and structure; reads and writes of data would cost more than they tell. */
function createAuditing(prefix: string, { id: projectId }: Project, parent: Resource): void {
  const audited = [
    "authenticate",
    "createUser",
    "dropUser",
    "updateUser",
    "grantRolesToUser",
    "dropCollection",
    "dropDatabase",
  ];
  const auditFilter = JSON.stringify({ atype: { $in: audited } });
  new Auditing(
    `${prefix}-audit`,
    { projectId, enabled: true, auditFilter, auditAuthorizationSuccess: false },
    { parent },
  );
}
