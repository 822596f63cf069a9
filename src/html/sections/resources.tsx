import { groupedBy } from "../../conventions/groups";
import type { GraphResource } from "../../graph/graph";
import { counted, titleOf, usd } from "../format";
import { costOf, kindOf, type Model, monthlyOf, OTHERS } from "../model";
import { Badge, Section } from "../parts";

/** Every resource with its inputs, by capability; the script adds the search. */
export function Resources({ model }: { readonly model: Model }) {
  const created = model.plan.resources.filter(({ custom }) => custom);
  const byGroup = groupedBy(created, ({ urn }) => model.capabilityOf.get(urn) ?? OTHERS);
  const order = [...model.plan.capabilities.map(({ capability }) => capability as string), OTHERS];
  const lead = `${counted(created.length, "resource")} with their inputs. A value that only the cloud knows reads <name.property>, a secret [secret].`;
  return (
    <Section id="resources" title="Resources" lead={lead}>
      <div class="search" role="search" data-search data-scripted hidden>
        <label for="search">
          Search names, types and inputs <kbd>/</kbd>
        </label>
        <output for="search" role="status" />
        <input id="search" type="search" autocomplete="off" spellcheck={false} />
      </div>
      <div class="groups">
        {order.map((group) => (
          <Group group={group} resources={byGroup.get(group) ?? []} model={model} />
        ))}
        <Outputs model={model} />
      </div>
    </Section>
  );
}

function Group({ group, resources, model }: GroupProps) {
  if (resources.length === 0) return null;
  const monthly = costOf(
    resources.map(({ urn }) => urn),
    model,
  );
  return (
    <details class="card group" id={`resources-${group}`} data-group>
      <summary>
        <h3>{titleOf(group)}</h3> <span class="quiet">{resources.length}</span>
        {monthly > 0 && <span class="number end">{usd(monthly)}</span>}
      </summary>
      {resources.map((resource) => (
        <Row resource={resource} model={model} />
      ))}
    </details>
  );
}

interface GroupProps {
  readonly group: string;
  readonly resources: readonly GraphResource[];
  readonly model: Model;
}

function Row({ resource: { urn, name, type, protect, inputs, dependencies }, model }: RowProps) {
  const monthly = monthlyOf(model.lines.get(urn));
  const findings = model.findings.get(urn) ?? [];
  return (
    <details class="row" id={model.rows.get(urn)} data-row>
      <summary>
        <span class="name">{name}</span> <span class="kind">{kindOf(type)}</span>
        <span class="flags end">
          {protect && <span class="flag">protected</span>}
          {findings.length > 0 && <Badge level="warn">{findings.map(({ rule }) => rule).join(", ")}</Badge>}
          {monthly > 0 && <span class="number">{usd(monthly)}</span>}
        </span>
      </summary>
      <p class="quiet">
        <code>{type}</code> ·{" "}
        {dependencies.length === 0 ? "depends on nothing" : `depends on ${counted(dependencies.length, "resource")}`}
      </p>
      <pre tabindex={0}>{JSON.stringify(inputs, null, 2)}</pre>
    </details>
  );
}

interface RowProps {
  readonly resource: GraphResource;
  readonly model: Model;
}

function Outputs({ model: { plan } }: { readonly model: Model }) {
  return (
    <details class="card group">
      <summary>
        <h3>Outputs of the stack</h3> <span class="quiet">{Object.keys(plan.outputs).length}</span>
      </summary>
      <pre tabindex={0}>{JSON.stringify(plan.outputs, null, 2)}</pre>
    </details>
  );
}
