import { readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import type { Commitment } from "../../stacks";
import { ConfigError, type Problem } from "../config/problem";

/** Which price: `aws/ec2/m7g.large`, the vendor whose bill it is on first. */
export type PriceId = `${string}/${string}/${string}`;

/** A list price on demand, as its source says it. */
export interface Price {
  readonly id: PriceId;
  readonly vendor: string;
  /** Whose prices these are: regions of other prices are flagged in the plan. */
  readonly region: string;
  readonly unit: string;
  readonly usd: number;
  readonly source: string;
  /** When the source saw the price: a day, a month or a year; null where nobody wrote it down. */
  readonly seen: string | null;
  /** `high`: a vendor's price list; `medium`: transcribed or older; `low`: general knowledge. */
  readonly confidence: "high" | "medium" | "low";
}

/** Days after which the book should be compared with the vendors' pages again. */
export const BOOK_MAX_AGE_DAYS = 180;

/** What a price is for one of: hours and months are those of the resource itself; a month has 730 hours. */
const UNITS = [
  ...["hour", "day", "month", "minute", "request", "rotation", "message segment", "fraction of cluster price"],
  ...["GB", "GiB", "MiB", "GB-hour", "GiB-hour", "GB-RAM-hour", "GB-month", "GiB-month"],
  ...["vCPU-hour", "VM-hour", "OCU-hour", "CU-hour", "LCU-hour", "rule-hour", "100 RU/s-hour"],
  ...["cluster-hour", "node-hour", "cache-hour", "gateway-hour", "search-unit-hour"],
  ...["IOPS-month", "MBps-month", "disk-month", "key-month", "secret-month", "version-month", "zone-month"],
  ...[
    "rule-month",
    "policy-month",
    "profile-month",
    "distribution-month",
    "endpoint-month",
    "user-month",
    "host-month",
  ],
  ...["metric-month", "alarm-metric-month", "condition-month", "dashboard-month", "1K objects-month"],
  ...["1K requests", "10K requests", "1M requests", "10K calls", "10K operations", "500K queries", "1M queries"],
  ...["1M events", "1M tokens", "1M RU", "1M ECPU"],
] as const;

const row = z.strictObject({
  vendor: z.string().min(1),
  service: z.string().min(1),
  sku: z.string().min(1),
  region: z.string().min(1),
  unit: z.enum(UNITS),
  /** What a unit is where its name does not say it. */
  note: z.string().optional(),
  usd: z.number().min(0),
  source: z.string().min(1),
  seen: z
    .string()
    .regex(/^\d{4}(-\d\d(-\d\d)?)?$/)
    .nullable(),
  confidence: z.enum(["high", "medium", "low"]),
});

const schema = z.strictObject({ asOf: z.iso.date(), currency: z.literal("USD"), prices: z.array(row) });

/** On-demand list prices, each with its source. */
export class PriceBook {
  private readonly prices: ReadonlyMap<string, Price>;

  /** @param asOf `YYYY-MM-DD`, the day on which the book was put together */
  constructor(
    readonly asOf: string,
    prices: readonly Price[],
  ) {
    this.prices = new Map(prices.map((price) => [price.id, price]));
  }

  find(id: PriceId): Price | undefined {
    return this.prices.get(id);
  }

  /** The same book for somebody who buys capacity ahead: its price where there is one, the list price elsewhere. */
  committed(commitment: Commitment): PriceBook {
    const terms = TERMS[commitment];
    const termOf = ({ id }: Price) => terms.flatMap((term) => this.prices.get(`${id}.${term}`) ?? [])[0];
    const prices = [...this.prices.values()].map((price) => ({ ...price, ...termOf(price), id: price.id }));
    return commitment === "none" ? this : new PriceBook(this.asOf, prices);
  }
}

/** What vendors call capacity that is bought ahead, without anything paid up front. */
const ONE_YEAR = ["savings-plan-1yr-no-upfront", "reserved-1yr-no-upfront", "savings-plan-1yr", "commitment-1yr"];
const THREE_YEARS = ["savings-plan-3yr-no-upfront", "reserved-3yr-no-upfront", "savings-plan-3yr", "commitment-3yr"];

/** The longest term first: who buys for three years buys what there is for one, too. */
const TERMS: Readonly<Record<Commitment, readonly string[]>> = {
  none: [],
  "1year": ONE_YEAR,
  "3years": [...THREE_YEARS, ...ONE_YEAR],
};

const BOOK = join(__dirname, "book.json");

/**
 * Reads a price book.
 * @throws ConfigError with every line that can't be right: without price, below zero, in an unknown unit
 */
export function readPriceBook(file: string = BOOK): PriceBook {
  const parsed = schema.safeParse(contentOf(file));
  if (!parsed.success) throw new ConfigError(parsed.error.issues.map((issue) => problemOf(issue, file)));
  const prices = parsed.data.prices.map(({ vendor, service, sku, region, unit, usd, source, seen, confidence }) => {
    return { id: `${vendor}/${service}/${sku}` as const, vendor, region, unit, usd, source, seen, confidence };
  });
  const twice = prices.filter(({ id }, index) => prices.findIndex((other) => other.id === id) !== index);
  if (twice.length > 0) throw new ConfigError(twice.map(({ id }) => duplicate(id)));
  return new PriceBook(parsed.data.asOf, prices);
}

function contentOf(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch (error) {
    const wrong = `can't be read: ${error instanceof Error ? error.message : String(error)}`;
    const [allowed, fix] = ["a JSON file of prices", "take the project's own book back from its history"];
    throw new ConfigError([{ path: "prices", wrong, allowed, fix }]);
  }
}

function problemOf({ path, message }: z.core.$ZodIssue, file: string): Problem {
  const [, line, field] = path;
  const place =
    typeof line === "number" ? `prices[${line}]${field === undefined ? "" : `.${String(field)}`}` : path.join(".");
  return {
    path: place || "prices",
    wrong: `is not accepted: ${message}`,
    allowed: field === "unit" ? UNITS.join(", ") : "a price of 0 or more, its unit, source, date and confidence",
    fix: `correct it in ${file.slice(Math.max(0, file.lastIndexOf("src/")))}`,
  };
}

const duplicate = (id: string): Problem => ({
  path: id,
  wrong: "is in the price book twice",
  allowed: "one line for each vendor, service and sku",
  fix: "take one of them away",
});
