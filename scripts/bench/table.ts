/** Writes results as tables in Markdown, aligned so that they read well in a terminal too. */
import { counted } from "../../lib/print/count";
import type { Result } from "./comparison";
import type { Spread } from "./statistics";

/**
 * Returns a result as a table: the row of the base has what was measured; the others have their
 * medians and, in brackets, the 10-90 % spread.
 */
export function tableOf(result: Result, { withSpread = true } = {}): string {
  const { base, unit, operations, baseValues, rows } = result;
  const head = [`against ${base}`, ...operations];
  const measured = baseValues.map((value) => (value === null ? "" : amount(value.median, unit)));
  return aligned([
    head,
    head.map(() => RULE),
    [base, ...measured],
    ...rows.map(({ side, figures }) => [
      side,
      ...figures.map((figure) => figureText(figure, result, withSpread)),
    ]),
  ]);
}

/** Says how a result was measured. */
export const howOf = ({ how, rounds }: Result): string => `${how} ${counted(rounds, "round")}.`;

/** Returns a figure of a result, such as `0.82 (0.79 to 0.88)`. */
export function figureText(
  figure: Spread | null,
  { unit, isDifference = false }: Pick<Result, "unit" | "isDifference">,
  withSpread = true,
): string {
  if (figure === null) return "";
  const text = isDifference ? (value: number) => signed(value, unit) : ratioText;
  const { median, low, high } = figure;
  return withSpread ? `${text(median)} (${text(low)} to ${text(high)})` : text(median);
}

const ratioText = (value: number) => value.toFixed(value < 0.1 ? 3 : 2);
const signed = (value: number, unit: string) =>
  `${value < 0 ? "−" : "+"}${amount(Math.abs(value), unit)}`;

/** Returns an amount with three significant digits, or all digits of a larger one. */
export const amount = (value: number, unit: string): string =>
  `${value >= 100 ? value.toFixed(0) : Number(value.toPrecision(3))} ${unit}`;

const RULE = "---";

/** Joins cells to a table whose columns are aligned. */
export function aligned(rows: readonly string[][]): string {
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map((row) => (row[column] ?? "").length)),
  );
  const line = (row: readonly string[]) =>
    widths.map((width, column) => {
      const text = row[column] ?? "";
      return text === RULE ? "-".repeat(Math.max(3, width)) : text.padEnd(Math.max(3, width));
    });
  return rows.map((row) => `| ${line(row).join(" | ")} |`).join("\n");
}
