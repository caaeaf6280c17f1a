import { DynamoError } from "../errors/errors";
import { display, type Bundle } from "../print/display";
import { compared, frame, plain, strong } from "./pieces";
import { blocks, lines } from "./plain";
import { visible } from "./stored-text";

/** Units that each way consumed, by its name: a number, or what `measure()` gave. */
export type Ways = Readonly<Record<string, number | { readonly units: number }>>;

export function units(ways: Ways): void {
  const named = Object.entries(ways ?? {}).map(([name, way]) => ({
    name,
    units: typeof way === "number" ? way : way?.units,
  }));
  if (named.length === 0)
    throw refused(
      "There is nothing to draw. Name at least one way and its units, such as { Query: 1 }.",
    );
  const wrong = named.find(({ units }) => !Number.isFinite(units) || units < 0);
  if (wrong === undefined) return display(unitsPicture(named));
  throw refused(
    `${wrong.name} can't have consumed ${String(wrong.units)} units. Give a number from 0 up, or what measure() gave.`,
  );
}

const refused = (message: string) => new DynamoError("RequestInvalid", message);

export function unitsPicture(ways: readonly { name: string; units: number }[]): Bundle {
  const all = ways.map(({ units }) => units);
  const largest = Math.max(0, ...all);
  const least = Math.min(...all.filter((units) => units > 0));
  const isCompared = all.filter((units) => units > 0).length > 1;
  const rows = ways.map(({ name, units }) => ({
    name: visible(name),
    share: largest === 0 ? 0 : units / largest,
    units: amount(units),
    factor: isCompared && units > 0 ? `${factorOf(units / least)}×` : "",
  }));
  const notes = isCompared ? ["2× is twice as much as the least."] : [];
  return {
    "text/plain": lines("Units consumed", rows.map(plainRow(rows)), notes),
    "text/html": frame(
      strong("Units consumed"),
      "",
      rows.map(({ name, share, units, factor }) => compared(name, share, units, factor)).join(""),
      notes.map(plain),
    ),
  };
}

const BAR = 40;

function plainRow(rows: { name: string; units: string }[]) {
  const width = (texts: string[]) => Math.max(...texts.map((text) => text.length));
  const [name, number] = [width(rows.map((row) => row.name)), width(rows.map((row) => row.units))];
  return (row: { name: string; share: number; units: string; factor: string }) =>
    `${row.name.padEnd(name)}  ${blocks(row.share, BAR).padEnd(BAR)}  ${row.units.padStart(number)}  ${row.factor}`.trimEnd();
}

/** Sums of halves are exact, but a learner's own numbers may not be: 0.1 + 0.2. */
const amount = (units: number) =>
  Number(units.toPrecision(12)).toLocaleString("en-US", { maximumFractionDigits: 12 });

const factorOf = (factor: number) =>
  factor.toLocaleString("en-US", { maximumFractionDigits: factor < 100 ? 1 : 0 });
