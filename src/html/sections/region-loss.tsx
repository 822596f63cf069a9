import { groupedBy } from "../../conventions/groups";
import { counted, duration } from "../format";
import type { Model } from "../model";
import { Badge, type Level, ResourceLink, Table } from "../parts";
import type { PageDataLoss } from "../page";

const LEFT: Readonly<Record<PageDataLoss["left"], readonly [level: Level, text: string]>> = {
  itself: ["good", "itself"],
  copies: ["good", "copies"],
  sealed: ["bad", "sealed copies"],
  nothing: ["none", "nothing"],
};

/** The stack without its own region: what is left of the data, and what must be done. */
export function RegionLoss({ model }: { readonly model: Model }) {
  const { region, gone, remaining, data } = model.plan.regionLoss;
  const groups = [...groupedBy(data, sameOf).values()];
  return (
    <div class="card">
      <h3>If {region} is lost</h3>
      <p>
        {counted(gone, "resource")} gone, {remaining} left.
      </p>
      <Table
        caption="What becomes of the data"
        columns={["Data", "Class", "Left of it", "#Lost", "#Back after", "What to do"]}
        rows={groups.map((group) => cellsOf(group, model))}
      />
    </div>
  );
}

/** The same of many secrets or buckets is one row: all but which one it is. */
const sameOf = ({ data, class: dataClass, left, lostMinutes, backMinutes, todo }: PageDataLoss): string =>
  JSON.stringify([data.split(":")[0], dataClass, left, lostMinutes, backMinutes, todo]);

function cellsOf(group: readonly PageDataLoss[], model: Model) {
  const [first] = group;
  if (first === undefined) return [];
  const [level, left] = LEFT[first.left];
  return [
    group.map(({ urn, data }, index) => (
      <>
        {index > 0 && ", "}
        <ResourceLink urn={urn} model={model} text={data} />
      </>
    )),
    first.class,
    <Badge level={level}>{left}</Badge>,
    first.lostMinutes === null ? "everything" : duration(first.lostMinutes),
    first.backMinutes === null ? "never" : duration(first.backMinutes),
    first.todo,
  ];
}
