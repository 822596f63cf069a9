import { SERVICE_NAMES, type ServiceName } from "../../stacks";
import { recordOf } from "../conventions/records";
import type { Client } from "../ports/common";
import { DATA_BUCKETS, type DataBucket } from "../ports/object-store";

type Access = Client<unknown>["access"];

/** Which shared capabilities a service uses, and how. */
export interface Uses {
  readonly storage: Readonly<Partial<Record<DataBucket, Access>>>;
  readonly search: Access | null;
}

type Identities<I> = Readonly<Record<ServiceName, I>>;
type AllUses = Readonly<Record<ServiceName, Uses>>;

/** Turns "who uses what" into "what is used by whom": each capability grants to its own clients, and to nobody else. */
export function storageClients<I>(uses: AllUses, identities: Identities<I>): Record<DataBucket, readonly Client<I>[]> {
  return recordOf(DATA_BUCKETS, (bucket) => clientsBy((service) => uses[service].storage[bucket], identities));
}

/** The clients of search; `api` comes first, because its `migrate` command administers the indexes. */
export function searchClients<I>(uses: AllUses, identities: Identities<I>): readonly [Client<I>, ...Client<I>[]] {
  const admin: Client<I> = { identity: identities.api, access: "readWrite" };
  const others = clientsBy((service) => (service === "api" ? null : uses[service].search), identities);
  return [admin, ...others];
}

function clientsBy<I>(accessOf: (service: ServiceName) => Access | null | undefined, identities: Identities<I>) {
  return SERVICE_NAMES.flatMap((service): readonly Client<I>[] => {
    const access = accessOf(service);
    return access === null || access === undefined ? [] : [{ identity: identities[service], access }];
  });
}
