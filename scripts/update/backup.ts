import { copyFileSync, existsSync, lstatSync, mkdirSync } from "node:fs";
import path from "node:path";

const FOLDER = "backups";

/**
 * Copies a learner's files into a new folder, before an update touches any of them. Returns its
 * name, relative to the checkout; undefined if there is nothing to copy.
 */
export function backUp(root: string, names: readonly string[], now: Date): string | undefined {
  const files = names.filter((name) => isFile(path.join(root, name)));
  if (files.length === 0) return undefined;
  const folder = freeFolder(root, now);
  for (const name of files) {
    const copy = path.join(root, folder, name);
    mkdirSync(path.dirname(copy), { recursive: true });
    copyFileSync(path.join(root, name), copy);
  }
  return folder;
}

const isFile = (file: string) => existsSync(file) && lstatSync(file).isFile();

/** `backups/2026-11-26 23.05.44`, in the time of this machine. */
function freeFolder(root: string, now: Date): string {
  const two = (number: number) => String(number).padStart(2, "0");
  const day = [now.getFullYear(), two(now.getMonth() + 1), two(now.getDate())].join("-");
  const time = [now.getHours(), now.getMinutes(), now.getSeconds()].map(two).join(".");
  for (let count = 1; ; count++) {
    const name = path.join(FOLDER, `${day}-${time}${count === 1 ? "" : `-${count}`}`);
    if (!existsSync(path.join(root, name))) return name;
  }
}
