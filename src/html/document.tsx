import type { ComponentChildren } from "preact";
import { counted } from "./format";
import type { Model } from "./model";
import type { PlanPage } from "./page";
import { Badge } from "./parts";
import { Architecture } from "./sections/architecture";
import { Capabilities } from "./sections/capabilities";
import { Cost } from "./sections/cost";
import { Overview } from "./sections/overview";
import { Policy } from "./sections/policy";
import { Recovery } from "./sections/recovery";
import { Resources } from "./sections/resources";
import { Timeline } from "./sections/timeline";
import { summaryOf, verdictsOf } from "./verdict";

const SECTIONS = { Overview, Architecture, Capabilities, Cost, Policy, Recovery, Timeline, Resources };

/** Everything from the head to the last section; what comes from the plan is only ever text. */
export function Document({ model, style, script, policy }: DocumentProps) {
  const { project, stack, cloud } = model.plan;
  return (
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content={policy} />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>{`${project} / ${stack} on ${cloud}`}</title>
        <style dangerouslySetInnerHTML={{ __html: style }} />
        <script dangerouslySetInnerHTML={{ __html: script }} />
      </head>
      <body>
        <a class="skip" href="#overview">
          Skip to the content
        </a>
        <Header model={model} />
        <main>
          {Object.values(SECTIONS).map((Part) => (
            <Part model={model} />
          ))}
        </main>
      </body>
    </html>
  );
}

interface DocumentProps {
  readonly model: Model;
  /** The page's own files, as they are: the policy has their hashes. */
  readonly style: string;
  readonly script: string;
  readonly policy: string;
}

function Header({ model: { plan } }: { readonly model: Model }) {
  const { project, stack, cloud, tier, phase, region, drRegion, contract, resources } = plan;
  const summary = summaryOf(verdictsOf(plan));
  const created = resources.filter(({ custom }) => custom).length;
  return (
    <>
      <header>
        <div class="title">
          <h1>
            {project} <span class="quiet">/</span> {stack}
          </h1>
          <button type="button" data-theme-button data-scripted hidden>
            Dark theme
          </button>
        </div>
        <ul class="chips">
          <Chip name="Cloud">{CLOUDS[cloud]}</Chip>
          <Chip name="Tier">{phase === null ? tier : `${tier}, phase ${phase}`}</Chip>
          <Chip name="Region">{region}</Chip>
          {contract.drLevel !== "none" && <Chip name="Copies in">{drRegion}</Chip>}
          <Chip name="Size">{counted(created, "resource")}</Chip>
        </ul>
        <p class="summary">
          <Badge level={summary.level}>{summary.text}</Badge>
        </p>
      </header>
      <nav aria-label="Sections">
        <ul>
          {Object.keys(SECTIONS).map((name) => (
            <li>
              <a href={`#${name.toLowerCase()}`}>{name}</a>
            </li>
          ))}
        </ul>
      </nav>
    </>
  );
}

const CLOUDS: Readonly<Record<PlanPage["cloud"], string>> = { aws: "AWS", gcp: "Google Cloud", azure: "Azure" };

function Chip({ name, children }: { readonly name: string; readonly children: ComponentChildren }) {
  return (
    <li>
      <span class="quiet">{name}</span> {children}
    </li>
  );
}
