import { existsSync } from "node:fs";
import path from "node:path";
import { hasEmoji } from "./copies";

/**
 * The archive with the classes of DynamoDB Local's libraries, read and checked. Set-up writes it
 * (`scripts/setup/class-archive.js`); with it Java starts with two thirds of the work.
 *
 * @see https://docs.oracle.com/en/java/javase/17/vm/class-data-sharing.html
 */
export const CLASS_ARCHIVE = path.resolve(__dirname, "../../class-archive/classes.jsa");

/** Returns the option that names the archive, if there is one. Java checks itself whether it fits. */
export const archiveOption = (archive = CLASS_ARCHIVE): string[] =>
  canHaveArchive(archive) && existsSync(archive) ? [`-XX:SharedArchiveFile=${archive}`] : [];

/**
 * Returns whether Java can read an archive at this place: it takes a colon for the end of a path, and
 * can't load classes from a path with an emoji.
 */
export const canHaveArchive = (archive: string): boolean =>
  !archive.includes(path.delimiter) && !hasEmoji(archive);
