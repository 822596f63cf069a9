import { groupedBy } from "../../conventions/groups";
import { amount, duration, share, titleOf, usd } from "../format";
import { type Model, monthlyOf } from "../model";
import { Badge, Bar, Section } from "../parts";
import type { PageSuggestion, PlanPage } from "../page";
import { type Verdict, verdictsOf } from "../verdict";

const DRIVERS = 6;

/** The first screen: what has to be decided, what costs most, what is missing. */
export function Overview({ model }: { readonly model: Model }) {
  return (
    <Section id="overview" title="Overview">
      <ul class="tiles">
        {verdictsOf(model.plan).map((verdict) => (
          <li>
            <Tile verdict={verdict} />
          </li>
        ))}
      </ul>
      <div class="columns">
        <Drivers model={model} />
        <Warnings plan={model.plan} />
        <Promise plan={model.plan} />
      </div>
    </Section>
  );
}

const WORDS = { good: "fine", warn: "look at it", bad: "decide", none: "" } as const;

function Tile({ verdict: { section, title, level, figure, text, bar } }: { readonly verdict: Verdict }) {
  return (
    <a class={`tile ${level}`} href={`#${section}`}>
      <span class="tile-title">{title}</span>
      <span class="tile-figure">{figure}</span>
      {bar !== undefined && (
        <Bar part={bar.part} whole={Math.max(bar.part, bar.limit)} limit={bar.limit} kind={level} />
      )}
      <span class="tile-text">{text}</span>
      {level !== "none" && <Badge level={level}>{WORDS[level]}</Badge>}
    </a>
  );
}

function Drivers({ model }: { readonly model: Model }) {
  const { platform, thirdParty, suggestions = [] } = model.plan.cost;
  const drivers = driversOf(model.plan);
  const [largest] = drivers;
  return (
    <div class="card">
      <h3>What costs most</h3>
      <ol class="plain">
        {drivers.map(({ what, group, monthly }) => (
          <li>
            <span class="split">
              <span>
                {what} <span class="quiet">{titleOf(group)}</span>
              </span>
              <span class="number">
                {usd(monthly)} <span class="quiet">{share(monthly, platform + thirdParty)}</span>
              </span>
            </span>
            <Bar part={monthly} whole={largest?.monthly ?? 0} />
          </li>
        ))}
      </ol>
      {suggestions.length > 0 && <h3>What would save</h3>}
      {suggestions.length > 0 && <Savings suggestions={suggestions} />}
    </div>
  );
}

/** The same item of several resources, in several zones say, counts as one. */
function driversOf({ cost: { lines } }: PlanPage) {
  return [...groupedBy(lines, ({ group, item }) => `${group}/${item}`).values()]
    .map(([first, ...others]) => ({
      what: others.length === 0 ? (first?.item ?? "") : `${first?.item ?? ""}, ${others.length + 1} times`,
      group: first?.group ?? "",
      monthly: monthlyOf([first, ...others].filter((line) => line !== undefined)),
    }))
    .sort((a, b) => b.monthly - a.monthly)
    .slice(0, DRIVERS);
}

function Savings({ suggestions }: { readonly suggestions: readonly PageSuggestion[] }) {
  return (
    <ul class="plain">
      {suggestions.map(({ assignment, what, but, saving }) => (
        <li>
          <span class="split">
            <span>{what}</span>
            <span class="number">{usd(saving)}</span>
          </span>
          <span class="quiet">
            But {but}. <code>{assignment}</code>
          </span>
        </li>
      ))}
    </ul>
  );
}

function Warnings({ plan: { warnings } }: { readonly plan: PlanPage }) {
  return (
    <div class="card">
      <h3>
        Warnings <span class="quiet">{warnings.length}</span>
      </h3>
      {warnings.length === 0 && <p>None.</p>}
      <ul class="plain warnings" tabindex={0} aria-label="Warnings">
        {[...groupedBy(warnings, ({ message }) => message)].map(([message, group]) => (
          <li>
            {group.map(({ path }) => (
              <>
                <code>{path}</code>{" "}
              </>
            ))}
            {message}
          </li>
        ))}
      </ul>
    </div>
  );
}

function Promise({ plan: { contract, drRegion } }: { readonly plan: PlanPage }) {
  const { users, phoneCalls, apiCalls, peakRps, recordingsGb, drLevel, recoveryTargets } = contract;
  const facts: readonly (readonly [string, string])[] = [
    ["Users", amount(users)],
    ["Phone calls a month", amount(phoneCalls)],
    ["API calls a month", amount(apiCalls)],
    ["Requests a second, at the peak", amount(peakRps)],
    ["New recordings a month", `${amount(recordingsGb)} GB`],
    ["Copies of the data", drLevel === "none" ? "in the region only" : `also in ${drRegion}`],
    ...Object.entries(recoveryTargets ?? {}).map(
      ([name, { rtoMinutes, rpoMinutes }]) =>
        [`${titleOf(name)} data`, `RTO ${duration(rtoMinutes)}, RPO ${duration(rpoMinutes)}`] as const,
    ),
  ];
  return (
    <div class="card">
      <h3>What the tier promises</h3>
      <dl class="facts">
        {facts.map(([name, value]) => (
          <>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </>
        ))}
      </dl>
    </div>
  );
}
