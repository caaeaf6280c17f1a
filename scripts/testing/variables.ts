import { leave } from "../../lib/embedded/environment";

/** Does something with these variables set, and then restores the environment. */
export async function withVariables<T>(
  settings: Record<string, string>,
  action: () => T | Promise<T>,
): Promise<T> {
  leave();
  const original = { ...process.env };
  Object.assign(process.env, settings);
  try {
    return await action();
  } finally {
    leave();
    for (const name of Object.keys(settings)) delete process.env[name];
    Object.assign(process.env, original);
  }
}
