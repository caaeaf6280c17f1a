import { existsSync } from "node:fs";
import path from "node:path";

/**
 * The archive with the classes of DynamoDB Local's libraries, read and checked. Set-up writes it
 * (`scripts/setup/class-archive.js`); with it Java starts in half the time.
 *
 * @see https://docs.oracle.com/en/java/javase/17/vm/class-data-sharing.html
 */
export const CLASS_ARCHIVE = path.resolve(__dirname, "../../class-archive/classes.jsa");

/** Returns the option that names the archive, if there is one. Java checks itself whether it fits. */
export const archiveOption = (): string[] =>
  existsSync(CLASS_ARCHIVE) ? [`-XX:SharedArchiveFile=${CLASS_ARCHIVE}`] : [];
