import { readdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { WorkFolder } from "./work-folder";

/** What Java's heap may hold, in megabytes; the README states it. */
export const HEAP = 384;

/** DynamoDB Local's libraries, beside its JAR. */
const LIBRARIES = "DynamoDBLocal_lib";

/** log4j's simple logger: it writes errors only, and doesn't load log4j's engine. */
const SIMPLE_LOG = "org.apache.logging.log4j.simple.SimpleLoggerContextFactory";

/** How Java runs, also while it writes an archive of classes. */
export const JAVA_OPTIONS = [
  // A quick start counts more than peak speed.
  "-XX:TieredStopAtLevel=1",
  "-XX:+UseSerialGC",
  "-XX:-UsePerfData",
  // Loading its classes would collect garbage twice while it starts, to free next to nothing.
  "-XX:MetaspaceSize=64m",
  // By default Java takes a quarter of the machine's memory before it collects garbage.
  `-Xmx${HEAP}m`,
  // Without it Java 22 and later warn of the library in C. Java 17 accepts the option too.
  "--enable-native-access=ALL-UNNAMED",
];

/**
 * Writes the arguments of a Java that runs DynamoDB Local, to the work folder.
 *
 * @param more Further options of Java
 * @see https://docs.oracle.com/en/java/javase/17/docs/specs/man/java.html#java-command-line-argument-files
 */
export function writeJavaArguments(
  { path: folder, javaArguments }: WorkFolder,
  jarFolder: string,
  more: string[],
): void {
  const args = [
    ...JAVA_OPTIONS,
    // Signals end Java at once, as dynamodb-local wants it.
    "-Xrs",
    // DynamoDB Local's own log is configured to go nowhere. A sixth of its start was log4j's loading.
    `-Dlog4j2.loggerContextFactory=${SIMPLE_LOG}`,
    // Without memory DynamoDB Local would answer some requests and lose others.
    "-XX:+ExitOnOutOfMemoryError",
    `-Djava.io.tmpdir=${folder}`,
    `-Djava.library.path=${LIBRARIES}`,
    ...more,
    "-cp",
    [...libraries(jarFolder), "DynamoDBLocal.jar"].join(path.delimiter),
  ];
  writeFileSync(javaArguments, args.map(quoted).join("\n"));
}

/**
 * Returns the JARs of DynamoDB Local's libraries, relative to its folder, in the order in which Java
 * searches them.
 */
export const libraries = (jarFolder: string): string[] =>
  readdirSync(path.join(jarFolder, LIBRARIES))
    .filter((name) => name.endsWith(".jar"))
    .sort()
    .map((name) => path.join(LIBRARIES, name));

const quoted = (argument: string) => `"${argument.replace(/["\\]/g, "\\$&")}"`;
