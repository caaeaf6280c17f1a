import { spawnSync } from "node:child_process";
import {
  closeSync,
  constants,
  cpSync,
  mkdtempSync,
  openSync,
  rmSync,
  statfsSync,
  writeFileSync,
  writeSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

/** Where Java finds its options and unpacks its library, and the script that starts it. */
export type WorkFolder = {
  readonly path: string;
  /** Tells the script's watchdog that Java has ended, so that it ends as well. */
  dismissWatchdog(): void;
  remove(): void;
};

/** DynamoDB Local unpacks a library of 1 MB. */
const BYTES_NEEDED = 16 * 2 ** 20;

/**
 * Creates a folder with a script `java` that starts `javaBinary`. Tries several places, because
 * programs may not run from every one (`noexec`), and a disk may be full.
 *
 * @throws Error naming each place and why it doesn't do
 */
export function createWorkFolder(javaBinary: string, places = usualPlaces()): WorkFolder {
  const refused: string[] = [];
  for (const place of places) {
    try {
      return createIn(place, javaBinary);
    } catch (error) {
      refused.push(`${place} (${error instanceof Error ? error.message : String(error)})`);
    }
  }
  throw new Error(
    `no folder for its temporary files: ${refused.join("; ")}. ` +
      "Set TMPDIR to a folder in which programs may run, with 16 MB free.",
  );
}

const usualPlaces = () => [
  ...new Set([tmpdir(), "/tmp", "/var/tmp", path.resolve(__dirname, "..")]),
];

function createIn(place: string, javaBinary: string): WorkFolder {
  // PATH separates folders by colons, and dynamodb-local finds `java` on PATH.
  if (place.includes(path.delimiter)) throw new Error("its name has a colon");
  const { bavail, bsize } = statfsSync(place);
  if (bavail * bsize < BYTES_NEEDED) throw new Error("its disk is full");
  const folder = mkdtempSync(path.join(place, "dynamodb-in-examples-"));
  try {
    return prepare(folder, javaBinary);
  } catch (error) {
    rmSync(folder, { recursive: true, force: true });
    throw error;
  }
}

function prepare(folder: string, installed: string): WorkFolder {
  const javaBinary = withoutColon(folder, installed);
  const script = path.join(folder, "java");
  writeFileSync(script, startScript(folder, javaBinary), { mode: 0o700 });
  const { error, status, stderr } = spawnSync(script, ["prepare"], { encoding: "utf8" });
  if (error !== undefined)
    throw new Error(isRefusal(error) ? "programs can't run from it" : error.message);
  if (status !== 0) throw new Error(stderr.trim());
  // Open for reading as well: opening a pipe only for writing waits for a reader.
  const pipe = openSync(path.join(folder, PIPE), "r+");
  return {
    path: folder,
    dismissWatchdog: () => void writeSync(pipe, "\n"),
    remove() {
      closeSync(pipe);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/**
 * Returns a path of Java's without a colon, for which Java is copied: the JVM splits the path of its
 * own libraries at colons, and doesn't start.
 */
function withoutColon(folder: string, javaBinary: string): string {
  if (!javaBinary.includes(":")) return javaBinary;
  const home = path.resolve(javaBinary, "../..");
  const copy = path.join(folder, "java-runtime");
  cpSync(home, copy, { recursive: true, mode: constants.COPYFILE_FICLONE });
  return path.join(copy, "bin", "java");
}

const isRefusal = (error: NodeJS.ErrnoException) =>
  error.code === "EACCES" || error.code === "EPERM";

const PIPE = "supervisor-lives";

/**
 * Returns the script that dynamodb-local starts as `java`. It sends both of Java's streams to
 * standard error (dynamodb-local would drop one of them), and starts a watchdog: a shell that waits
 * for the pipe to close, which happens however the supervisor ends, and then ends Java.
 */
const startScript = (folder: string, javaBinary: string) => `#!/bin/sh
if [ "$1" = prepare ]; then exec mkfifo ${quoted(path.join(folder, PIPE))}; fi
sh -c ${quoted(WATCHDOG)} watchdog $$ ${process.pid} ${quoted(folder)} > /dev/null 2>&1 &
exec ${quoted(javaBinary)} "$@" >&2
`;

const WATCHDOG = `cd /
if kill -0 "$2" && read -r line < "$3/${PIPE}"; then exit; fi
kill -9 "$1"
rm -rf "$3"`;

const quoted = (text: string) => `'${text.replaceAll("'", `'\\''`)}'`;
