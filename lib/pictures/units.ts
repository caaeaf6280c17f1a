import { DynamoError } from "../errors/errors";
import { notes, strong, type Picture } from "./blocks/blocks";
import { displayPicture } from "./blocks/display";

/** The units that several approaches consumed, by name: a number, or a result of `measure()`. */
export type Approaches = Readonly<Record<string, number | { readonly units: number }>>;

export function units(approaches: Approaches): void {
  const named = Object.entries(approaches ?? {}).map(([name, consumed]) => ({
    name,
    units: typeof consumed === "number" ? consumed : consumed?.units,
  }));
  if (named.length === 0)
    throw refused(
      "There is nothing to draw. Name at least one approach and its units, such as { Query: 1 }.",
    );
  const wrong = named.find(({ units }) => !Number.isFinite(units) || units < 0);
  if (wrong === undefined) return displayPicture(unitsPicture(named));
  throw refused(
    `${wrong.name} can't have consumed ${String(wrong.units)} units. Give a number from 0 up, or a result of measure().`,
  );
}

const refused = (message: string) => new DynamoError("RequestInvalid", message);

export function unitsPicture(approaches: readonly { name: string; units: number }[]): Picture {
  const largest = Math.max(0, ...approaches.map(({ units }) => units));
  const positive = approaches.map(({ units }) => units).filter((units) => units > 0);
  const least = Math.min(...positive);
  const isCompared = positive.length > 1;
  return {
    title: [strong("Units consumed")],
    body: {
      kind: "bars",
      bars: approaches.map(({ name, units }) => ({
        name,
        share: largest === 0 ? 0 : units / largest,
        amount: amount(units),
        factor: isCompared && units > 0 ? `${factor(units / least)}×` : "",
      })),
    },
    notes: notes(isCompared && "2× is twice as much as the least."),
  };
}

/**
 * Formats units without the rounding errors of sums such as 0.1 + 0.2. DynamoDB's own units are
 * multiples of 0.5, which have none.
 */
const amount = (units: number) =>
  Number(units.toPrecision(12)).toLocaleString("en-US", { maximumFractionDigits: 12 });

const factor = (ratio: number) =>
  ratio.toLocaleString("en-US", { maximumFractionDigits: ratio < 100 ? 1 : 0 });
