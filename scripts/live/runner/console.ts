import type { StreamName } from "../../cell/output";
import { format, inspect } from "./page/util";

type Print = (name: StreamName, text: string) => void;

/** Returns the methods of Node's console, which print as they do there. */
export function consoleOn(print: Print, clear: () => void): Partial<Console> {
  let indent = "";
  const counts = new Map<string, number>();
  const timers = new Map<string, number>();
  const line = (name: StreamName, text: string) =>
    print(name, `${indent}${text.replaceAll("\n", `\n${indent}`)}\n`);
  const log = (...values: unknown[]) => line("stdout", format(...values));
  const error = (...values: unknown[]) => line("stderr", format(...values));
  const group = (...values: unknown[]) => {
    if (values.length > 0) log(...values);
    indent += "  ";
  };
  const groupEnd = () => void (indent = indent.slice(2));
  const timed = (label: string, ...more: unknown[]) => {
    const since = timers.get(label);
    if (since === undefined) return error(`Warning: No such label '${label}'`);
    log(`${label}: ${elapsed(performance.now() - since)}`, ...more);
  };
  const trace = (...values: unknown[]) => {
    const [, ...places] = (new Error().stack ?? "").split("\n");
    error([`Trace${values.length > 0 ? `: ${format(...values)}` : ""}`, ...places].join("\n"));
  };
  return {
    ...{ log, info: log, debug: log, error, warn: error, trace, clear },
    ...{ group, groupCollapsed: group, groupEnd },
    dir: (value: unknown, options?: object) =>
      line("stdout", inspect(value, { customInspect: false, ...options })),
    table: (rows: unknown) => log(rows),
    assert: (isTrue: unknown, ...values: unknown[]) => {
      if (!isTrue) error(`Assertion failed${values.length > 0 ? `: ${format(...values)}` : ""}`);
    },
    count: (label = "default") => {
      counts.set(label, (counts.get(label) ?? 0) + 1);
      log(`${label}: ${counts.get(label)}`);
    },
    countReset: (label = "default") => void counts.delete(label),
    time: (label = "default") => void timers.set(label, performance.now()),
    timeLog: (label = "default", ...more: unknown[]) => timed(label, ...more),
    timeEnd: (label = "default") => {
      timed(label);
      timers.delete(label);
    },
  };
}

const elapsed = (milliseconds: number): string =>
  milliseconds < 1000
    ? `${Number(milliseconds.toPrecision(3))}ms`
    : `${(milliseconds / 1000).toFixed(3)}s`;
