import { writeFileSync } from "node:fs";
import path from "node:path";

/**
 * Writes the options of the Java that runs DynamoDB Local to a file, and returns the argument that
 * names it.
 *
 * A file, because dynamodb-local takes a single option, and paths may have spaces.
 *
 * @param folder Where the file and Java's own temporary files go
 * @see https://docs.oracle.com/en/java/javase/17/docs/specs/man/java.html#java-command-line-argument-files
 */
export function writeJavaOptions(folder: string): string {
  const file = path.join(folder, "java-options");
  writeFileSync(file, javaOptions(folder).join("\n"));
  return `@${file}`;
}

/** What Java's heap may hold, in megabytes; the README states it. */
export const HEAP = 384;

/** What writes errors only, and needs none of log4j's engine. */
const SIMPLE_LOG = "org.apache.logging.log4j.simple.SimpleLoggerContextFactory";

const javaOptions = (folder: string): string[] => [
  // A quick start counts more than peak speed.
  "-XX:TieredStopAtLevel=1",
  "-XX:+UseSerialGC",
  "-XX:-UsePerfData",
  // Loading its classes would collect garbage twice while it starts, to free next to nothing.
  "-XX:MetaspaceSize=64m",
  // DynamoDB Local's own log is configured to go nowhere. A sixth of its start was log4j's loading.
  `-Dlog4j2.loggerContextFactory=${SIMPLE_LOG}`,
  // By default Java takes a quarter of the machine's memory before it collects garbage.
  `-Xmx${HEAP}m`,
  // Without memory DynamoDB Local would answer some requests and lose others.
  "-XX:+ExitOnOutOfMemoryError",
  // Without it Java 22 and later warn of the library in C. Java 17 accepts the option too.
  "--enable-native-access=ALL-UNNAMED",
  quoted(`-Djava.io.tmpdir=${folder}`),
];

const quoted = (option: string) => `"${option.replace(/["\\]/g, "\\$&")}"`;
