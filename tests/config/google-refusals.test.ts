import { expect, it } from "vitest";
import type { RawConfig } from "../../src/config/parse";
import { raw, refusal } from "./raw";

const GOOGLE =
  "us-central1, us-east1, us-east4, us-west1, northamerica-northeast1, southamerica-east1, europe-west1, europe-west2, " +
  "europe-west3, europe-west4, europe-west9, europe-north1, asia-east1, asia-northeast1, asia-northeast3, asia-south1, " +
  "asia-southeast1, asia-southeast2, australia-southeast1";
const GOOGLE_PROJECT = {
  project: "crm-prod",
  projectNumber: "123456789012",
  region: "us-central1",
  drRegion: "us-east1",
  billingAccount: "01AB23-4CD567-89EF01",
};

/** What can be wrong with Google Cloud's settings, whichever cloud is in use, and the one line that the operator reads. */
const ONE_MISTAKE: Readonly<Record<string, readonly [changes: RawConfig, line: string]>> = {
  "Google region without a private way to search": [
    { gcp: { ...GOOGLE_PROJECT, region: "us-west2", drRegion: "us-east1" } },
    `crm:gcp.region: us-west2 lacks private endpoints of Elastic Cloud; allowed: ${GOOGLE.replace("us-east1, ", "")}; ` +
      "fix: pulumi config set --path crm:gcp.region us-central1",
  ],
  "Google project without its number": [
    { gcp: { ...GOOGLE_PROJECT, projectNumber: undefined } },
    "crm:gcp.projectNumber: is missing; allowed: the project's number, in a file quoted; " +
      "fix: pulumi config set --path crm:gcp.projectNumber 123456789012",
  ],
  "billing account that is none": [
    { gcp: { ...GOOGLE_PROJECT, billingAccount: "abc" } },
    'crm:gcp.billingAccount: "abc" is not accepted; allowed: a billing account id; ' +
      "fix: pulumi config set --path crm:gcp.billingAccount 01AB23-4CD567-89EF01",
  ],
  "DR region equal to the region": [
    { gcp: { ...GOOGLE_PROJECT, drRegion: "us-central1" } },
    "crm:gcp.drRegion: us-central1 is the region itself, so its loss would take the copies too; " +
      `allowed: ${GOOGLE.replace("us-central1, ", "")}; fix: pulumi config set --path crm:gcp.drRegion us-east1`,
  ],
  "project that is none": [
    { gcp: { ...GOOGLE_PROJECT, project: "My Project" } },
    'crm:gcp.project: "My Project" is not accepted; allowed: a project id of 6-30 characters; ' +
      "fix: pulumi config set --path crm:gcp.project sequelstring-prod",
  ],
};

it.each(Object.entries(ONE_MISTAKE))("%s", (_, [changes, line]) => {
  expect(refusal(raw(changes))).toEqual([line]);
});
