import { DynamoError } from "../errors/errors";
import { brief } from "../print/brief";
import { muted, strong, type Picture, type PlotRow } from "./blocks/blocks";
import { displayPicture } from "./blocks/display";

/** What each way takes, by name: an amount for each size. */
export type Ways = Readonly<Record<string, readonly number[]>>;

/** The data of the picture of growth. */
export type GrowthData = {
  /** What the amounts are, such as "read units". */
  amount: string;
  /** How many items there are, from the smallest number to the largest. */
  sizes: readonly number[];
  ways: readonly { name: string; amounts: readonly number[] }[];
};

/** The tints of the picture, and so its ways: more couldn't be told apart. */
const MOST_WAYS = 7;
const MOST_SIZES = 10;
/** Amounts that differ more than this would make the picture too high. */
const MOST_DECADES = 12;

export function growth(amount: string, sizes: readonly number[], ways: Ways): void {
  const named = Object.entries(ways ?? {}).map(([name, amounts]) => ({ name, amounts }));
  check(amount, sizes, named);
  displayPicture(growthPicture({ amount, sizes, ways: named }));
}

/** @throws DynamoError `RequestInvalid` */
function check(amount: unknown, sizes: unknown, ways: { name: string; amounts: unknown }[]): void {
  if (typeof amount !== "string")
    throw refused(`${brief(amount)} doesn't say what is drawn. Name it, such as "read units".`);
  if (!isAmounts(sizes) || sizes.length > MOST_SIZES || !isRising(sizes))
    throw refused(
      `The sizes can't be ${brief(sizes)}. Give at most ${MOST_SIZES} numbers above 0, each larger than the one before, such as [100, 1000].`,
    );
  if (ways.length === 0 || ways.length > MOST_WAYS)
    throw refused(
      `${ways.length} ways can't be drawn. Name 1 to ${MOST_WAYS}, such as { Query: [0.5, 0.5] }.`,
    );
  const wrong = ways.find(({ amounts }) => !isAmounts(amounts) || amounts.length !== sizes.length);
  if (wrong !== undefined)
    throw refused(
      `${wrong.name} can't take ${brief(wrong.amounts)}. Give ${sizes.length} numbers above 0, one for each size: a logarithmic axis has no 0.`,
    );
  const all = ways.flatMap(({ amounts }) => amounts as number[]);
  if (Math.log10(Math.max(...all) / Math.min(...all)) > MOST_DECADES)
    throw refused(
      `The amounts are too far apart: from ${Math.min(...all)} to ${Math.max(...all)}. Draw them in two pictures.`,
    );
}

const refused = (message: string) => new DynamoError("RequestInvalid", message);

const isAmounts = (value: unknown): value is readonly number[] =>
  Array.isArray(value) &&
  value.length > 0 &&
  // A gap in an array is skipped by every(), and none in a copy.
  Array.from<unknown>(value).every((one) => Number.isFinite(one) && (one as number) > 0);

const isRising = (sizes: readonly number[]) =>
  sizes.every((size, n) => n === 0 || size > (sizes[n - 1] as number));

/** Two rows of the picture are a factor of 10 apart: a row for each half of a power of ten. */
const rowOf = (amount: number) => Math.round(Math.log10(amount) * 2);

export function growthPicture({ amount, sizes, ways }: GrowthData): Picture {
  return {
    title: [strong(amount), " by number of items, both on logarithmic scales"],
    body: {
      kind: "stack",
      blocks: [
        { kind: "plot", columns: sizes.map(number), rows: rowsOf({ amount, sizes, ways }) },
        ...ways.map(({ name, amounts }, n) => ({
          kind: "row" as const,
          number: n + 1,
          rest: [strong(name), muted(summary(amounts))],
        })),
      ],
    },
    notes: ["On these scales, twice as much for twice as many items is a rising straight line."],
  };
}

/** The rows, from the largest amounts down. */
function rowsOf({ sizes, ways }: GrowthData): PlotRow[] {
  const places = ways.flatMap(({ amounts }) => amounts.map(rowOf));
  if (places.length === 0) return [];
  const [top, bottom] = [Math.max(...places), Math.min(...places)];
  return Array.from({ length: top - bottom + 1 }, (_, down) => {
    const row = top - down;
    return {
      label: row % 2 === 0 ? number(10 ** (row / 2)) : "",
      cells: sizes.map((_, column) =>
        ways.flatMap(({ amounts }, n) => (rowOf(amounts[column] as number) === row ? [n + 1] : [])),
      ),
    };
  });
}

/** `0.5, 0.5, 0.5` and how many times the first the last is. */
function summary(amounts: readonly number[]): string {
  const [first = 0, last = 0] = [amounts[0], amounts.at(-1)];
  const factor = last / first;
  return `${amounts.map(number).join(" · ")} (${number(factor)}×)`;
}

/** With three significant digits, or all digits before the point; very small and large ones as `1e-9`. */
const number = (value: number): string =>
  value < 1e-6 || value >= 1e15 ? Number(value.toPrecision(3)).toExponential() : plain(value);

const plain = (value: number): string =>
  Number(value >= 100 ? value.toFixed(0) : value.toPrecision(3)).toLocaleString("en-US", {
    maximumFractionDigits: 12,
  });
