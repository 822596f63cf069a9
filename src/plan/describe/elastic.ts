import type { Phrases } from "./index";
import { counted } from "./members";

const HOT = "elasticsearch.hot";

export const ELASTIC: Phrases = {
  search: [
    (members) => {
      const found = members.first("deployment:Deployment");
      if (found === undefined) return undefined;
      // One node in each zone has all of the zone's memory.
      const zones = found.number(`${HOT}.zoneCount`);
      const memory = found.text(`${HOT}.size`).replace("g", " GB");
      return `Elasticsearch ${found.text("version")} on Elastic Cloud, ${zones} x ${memory}, ${counted(zones, "zone") ?? ""}`;
    },
  ],
};
