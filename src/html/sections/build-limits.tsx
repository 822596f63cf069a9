import { nameIn } from "../../graph/urn";
import { duration } from "../format";
import type { Model } from "../model";
import { ResourceLink, Table } from "../parts";

/** How fast the clouds let anybody build this stack, and what the program makes wait on top. */
export function BuildLimits({ model }: { readonly model: Model }) {
  const { forced, advice } = model.plan.timeline;
  if (forced === null && advice.length === 0) return null;
  return (
    <details class="card">
      <summary>What takes the time, and what to do about it</summary>
      {forced !== null && (
        <Table
          caption={`The clouds force ${duration(forced.minutes)}: ${forced.name}`}
          columns={["Resource", "#Takes", "Why it is waited for"]}
          rows={forced.links.map(({ urn, minutes, why }) => [
            <ResourceLink urn={urn} model={model} />,
            duration(minutes),
            why,
          ])}
        />
      )}
      {advice.length > 0 && (
        <Table
          caption="Waits that only the program asks for"
          columns={["Resource", "Waits for", "#Would save", "What to do"]}
          rows={advice.map(({ urn, waitsFor, minutesEverywhere, reason }) => [
            <ResourceLink urn={urn} model={model} />,
            <span class="name">{waitsFor.map(nameIn).join(", ")}</span>,
            duration(minutesEverywhere),
            reason === null ? "let it not wait: it uses nothing of it" : `leave it: ${reason}`,
          ])}
        />
      )}
    </details>
  );
}
