import { existsSync, readFileSync } from "node:fs";
import path from "node:path";

const ROOT = path.resolve(__dirname, "../../..");

type Manifest = {
  version: string;
  dependencies?: Record<string, string>;
  engines?: { node?: string };
};

/** A sentence if something here is of another version than the chapters were written with; else nothing. */
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

/** Versions are pinned, `1.2.3`, or have a lower bound, `>=20`. */
export function differences(
  wanted: Record<string, string>,
  found: Record<string, string>,
): string | undefined {
  const others = Object.entries(wanted).filter(
    ([name, version]) => !fits(version, found[name] ?? "none"),
  );
  if (others.length === 0) return undefined;
  const list = others
    .map(([name, version]) => `${name} ${version} (here is ${found[name]})`)
    .join(", ");
  return `These chapters were written with ${list}: most will work all the same; where an output differs, stop the workbook, delete the folder node_modules, and run \`npm start\`.`;
}

function fits(wanted: string, found: string): boolean {
  const least = /^>=(\d+)/.exec(wanted)?.[1];
  return least === undefined ? found === wanted : Number.parseInt(found, 10) >= Number(least);
}

function installedVersion(name: string): string {
  const folder = path.join(ROOT, "node_modules", name);
  return existsSync(path.join(folder, "package.json")) ? manifest(folder).version : "none";
}

const manifest = (folder: string): Manifest =>
  JSON.parse(readFileSync(path.join(folder, "package.json"), "utf8")) as Manifest;
