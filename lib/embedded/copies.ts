import { constants, cpSync } from "node:fs";
import path from "node:path";

/**
 * Returns a path of this `java` without a colon, for which its runtime is copied into the folder:
 * the JVM splits the path of its own libraries at colons, and doesn't start.
 */
export function javaWithoutColon(javaBinary: string, folder: string): string {
  if (!javaBinary.includes(":")) return javaBinary;
  const runtime = path.resolve(javaBinary, "../..");
  return path.join(copy(runtime, path.join(folder, "java-runtime")), "bin", "java");
}

/**
 * Returns a path of the JAR's folder without an emoji, for which it is copied: Java can't load
 * classes from a path with characters that take two code units.
 */
export function jarWithoutEmoji(jarFolder: string, folder: string): string {
  if (!hasEmoji(jarFolder)) return jarFolder;
  return copy(jarFolder, path.join(folder, "dynamodb-local"));
}

/** Returns whether a path has characters that take two code units. */
export const hasEmoji = (file: string): boolean => /[\u{10000}-\u{10ffff}]/u.test(file);

function copy(source: string, target: string): string {
  cpSync(source, target, { recursive: true, mode: constants.COPYFILE_FICLONE });
  return target;
}
