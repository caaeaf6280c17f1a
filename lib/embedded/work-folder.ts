import { spawn, spawnSync, type ChildProcess } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdirSync, rmSync, statfsSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { javaWithoutColon } from "./copies";

/** Where Java finds its arguments and unpacks its library, and the script that starts it. */
export type WorkFolder = {
  readonly path: string;
  /** The file that Java reads its arguments from. */
  readonly javaArguments: string;
  /** Removes it, and ends its watchdog. */
  remove(): void;
};

/** DynamoDB Local unpacks a library of 1 MB. */
const BYTES_NEEDED = 16 * 2 ** 20;

/**
 * Creates a folder with a script `java` that starts `javaBinary`. Tries several places, because
 * programs may not run from every one (`noexec`), and a disk may be full.
 *
 * @param lifeline An open file that ends when the notebook's process does; then Java is ended and
 * the folder removed, even if this process has been killed
 * @throws Error naming each place and why it doesn't do
 */
export function createWorkFolder(
  javaBinary: string,
  lifeline: number,
  places = usualPlaces(),
): WorkFolder {
  const refused: string[] = [];
  for (const place of places) {
    try {
      return createIn(place, javaBinary, lifeline);
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
  ...new Set([path.resolve(tmpdir()), "/tmp", "/var/tmp", path.resolve(__dirname, "..")]),
];

function createIn(place: string, javaBinary: string, lifeline: number): WorkFolder {
  // PATH separates folders by colons, and dynamodb-local finds `java` on PATH.
  if (place.includes(path.delimiter)) throw new Error("its name has a colon");
  const { bavail, bsize } = statfsSync(place);
  if (bavail * bsize < BYTES_NEEDED) throw new Error("its disk is full");
  const folder = path.join(place, `dynamodb-in-examples-${randomBytes(6).toString("hex")}`);
  // Before the folder, so that there is no moment in which it could stay behind.
  const watchdog = watch(folder, lifeline);
  const remove = () => {
    rmSync(folder, { recursive: true, force: true });
    watchdog.kill();
  };
  try {
    mkdirSync(folder, { mode: 0o700 });
    writeStartScript(folder, javaBinary);
  } catch (error) {
    remove();
    throw error;
  }
  return { path: folder, javaArguments: argumentsIn(folder), remove };
}

/**
 * Starts a shell that waits for the end of the notebook's process. Renaming the folder first makes
 * a Java that is just about to start fail, because its script can't note the process id any more.
 */
function watch(folder: string, lifeline: number): ChildProcess {
  const watchdog = spawn("/bin/sh", ["-c", WATCHDOG, "watchdog", folder], {
    cwd: "/",
    stdio: [lifeline, "ignore", "ignore"],
  });
  watchdog.on("error", () => undefined);
  watchdog.unref();
  return watchdog;
}

const JAVA_PID = "java-pid";

/** Once it has begun to clean up it isn't ended: half of the work would stay. */
const WATCHDOG = `read -r line
trap "" TERM
mv "$1" "$1-gone" || exit
read -r java < "$1-gone/${JAVA_PID}" && kill -9 "$java"
rm -rf "$1-gone"`;

const MAIN_CLASS = "software.amazon.dynamodb.services.local.main.ServerRunner";

const argumentsIn = (folder: string) => path.join(folder, "java-arguments");

/**
 * Writes the script that dynamodb-local starts as `java`. It sends both of Java's streams to
 * standard error; dynamodb-local would drop one of them. And it runs Java with the folder's
 * arguments instead of `… -jar DynamoDBLocal.jar`: that class path begins with a folder, for which
 * Java uses no archive of classes.
 */
function writeStartScript(folder: string, installed: string): void {
  const script = path.join(folder, "java");
  const javaBinary = javaWithoutColon(installed, folder);
  writeFileSync(
    script,
    `#!/bin/sh
if [ "$1" = runs ]; then exit; fi
echo $$ > ${quoted(path.join(folder, JAVA_PID))} || exit
until [ "$1" = -jar ]; do shift || exit; done
shift 2
exec ${quoted(javaBinary)} ${quoted(`@${argumentsIn(folder)}`)} ${MAIN_CLASS} "$@" >&2
`,
    { mode: 0o700 },
  );
  const { error, status, stderr } = spawnSync(script, ["runs"], { encoding: "utf8" });
  if (error !== undefined)
    throw new Error(isRefusal(error) ? "programs can't run from it" : error.message);
  if (status !== 0) throw new Error(stderr.trim());
}

const isRefusal = (error: NodeJS.ErrnoException) =>
  error.code === "EACCES" || error.code === "EPERM";

const quoted = (text: string) => `'${text.replaceAll("'", `'\\''`)}'`;
