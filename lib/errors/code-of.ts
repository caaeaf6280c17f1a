/** Returns an error's code; for an error of the SDK that is its name, and `undefined` for anything but an error. */
export function codeOf(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  return "code" in error ? String(error.code) : error.name;
}
