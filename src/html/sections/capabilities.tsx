import { counted, duration, titleOf } from "../format";
import { costOf, type Model } from "../model";
import { Badge, Cost, Section } from "../parts";

type Capability = Model["plan"]["capabilities"][number];

export function Capabilities({ model }: { readonly model: Model }) {
  return (
    <Section id="capabilities" title="Capabilities" lead="What is built, read from the resources' own inputs.">
      <ul class="cards">
        {model.plan.capabilities.map((capability) => (
          <li id={`capability-${capability.capability}`} class="card">
            <Card capability={capability} model={model} />
          </li>
        ))}
      </ul>
    </Section>
  );
}

function Card({ capability: { capability, hosting, service, resources, note }, model }: CardProps) {
  const findings = resources.flatMap((urn) => model.findings.get(urn) ?? []);
  const kept = resources.filter((urn) => model.byUrn.get(urn)?.protect === true).length;
  return (
    <>
      <div class="split">
        <h3>{titleOf(capability)}</h3>
        <Cost usd={costOf(resources, model)} />
      </div>
      <p>{service}</p>
      {note !== null && (
        <p class="quiet">
          Built differently: <code>{note}</code> in the ledger of deviations.
        </p>
      )}
      {findings.length > 0 && (
        <p>
          <Badge level="warn">{counted(findings.length, "open finding")}</Badge>
        </p>
      )}
      <ul class="footnotes">
        <li>
          <a href={`#resources-${capability}`}>{counted(resources.length, "resource")}</a>
        </li>
        <li>{hosting === "managed" ? "managed" : "in the cluster"}</li>
        <li>ready after {duration(readyAfter(resources, model))}</li>
        {kept > 0 && <li>{kept} protected</li>}
      </ul>
    </>
  );
}

interface CardProps {
  readonly capability: Capability;
  readonly model: Model;
}

/** Minutes after which the last of them is there. */
function readyAfter(urns: readonly string[], { steps }: Model): number {
  return Math.max(0, ...urns.map((urn) => steps.get(urn)).map((step) => (step?.start ?? 0) + (step?.minutes ?? 0)));
}
