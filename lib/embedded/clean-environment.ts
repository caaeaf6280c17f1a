import path from "node:path";

/** What a program needs to find its files. */
const NEEDED = ["HOME", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "TMPDIR", "PATH"];

/**
 * Returns the environment in which the supervisor and Java run. It has nothing of what Java
 * (`JAVA_TOOL_OPTIONS`, `JDK_JAVA_OPTIONS`, `_JAVA_OPTIONS`), Node (`NODE_OPTIONS`,
 * `NODE_USE_ENV_PROXY`), the shell or an AWS SDK read there: those settings are for other programs.
 *
 * @see https://docs.oracle.com/en/java/javase/21/docs/specs/man/java.html#using-the-jdk_java_options-launcher-environment-variable
 */
export function cleanEnvironment(from: NodeJS.ProcessEnv = process.env): NodeJS.ProcessEnv {
  const kept = NEEDED.flatMap((name) => (from[name] ? [[name, from[name]] as const] : []));
  const programs = [from["PATH"], "/usr/bin", "/bin"].filter(Boolean).join(path.delimiter);
  // In another locale Java can't read paths beyond ASCII, such as its own.
  return { ...Object.fromEntries(kept), PATH: programs, LC_ALL: "C.UTF-8" };
}
