import type { Case } from "./cases";

/** Explains how a report differs from what the case expects; `undefined` if it doesn't. */
export function objection(expected: Case, said: string): string | undefined {
  if (expected.isRight)
    return said.includes(": passed, ") ? undefined : `it doesn't pass:\n${said}`;
  if (!said.includes(": not there yet, ")) return `it isn't refused:\n${said}`;
  const hints = said.split("\n").filter((line) => line.trim().startsWith("Hint: "));
  if (hints.some((line) => line.includes(expected.hint))) return undefined;
  return `no hint contains "${expected.hint}":\n${said}`;
}
