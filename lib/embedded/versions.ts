import { existsSync, readFileSync } from "node:fs";
import path from "node:path";

const ROOT = path.resolve(__dirname, "../../..");

type Manifest = {
  version: string;
  dependencies?: Record<string, string>;
  engines?: { node?: string };
};

/**
 * Returns a sentence if the chapters were written with other versions than those installed; else
 * `undefined`.
 */
export function versionsSentence(): string | undefined {
  const { dependencies = {}, engines } = manifest(ROOT);
  const installed = Object.fromEntries(
    Object.keys(dependencies).map((name) => [name, installedVersion(name)]),
  );
  return differences(
    { ...dependencies, node: engines?.node ?? "" },
    { ...installed, node: process.versions.node },
  );
}

/**
 * Describes versions that differ from the required ones; `undefined` if none does.
 *
 * @param required A version, `1.2.3`, or a lower bound, `>=20`, by name
 */
export function differences(
  required: Record<string, string>,
  installed: Record<string, string>,
): string | undefined {
  const others = Object.entries(required).filter(
    ([name, version]) => !fits(version, installed[name] ?? "none"),
  );
  if (others.length === 0) return undefined;
  const list = others
    .map(([name, version]) => `${name} ${version} (installed: ${installed[name]})`)
    .join(", ");
  return (
    `These chapters were written with ${list}. Most will work all the same; ` +
    "if an output differs, stop the workbook, delete the folder node_modules, and run `npm start`."
  );
}

function fits(required: string, installed: string): boolean {
  const least = /^>=(\d+)/.exec(required)?.[1];
  if (least === undefined) return installed === required;
  return Number.parseInt(installed, 10) >= Number(least);
}

function installedVersion(name: string): string {
  const folder = path.join(ROOT, "node_modules", name);
  return existsSync(path.join(folder, "package.json")) ? manifest(folder).version : "none";
}

const manifest = (folder: string): Manifest =>
  JSON.parse(readFileSync(path.join(folder, "package.json"), "utf8")) as Manifest;
