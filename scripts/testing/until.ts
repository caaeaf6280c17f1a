import { setTimeout as pause } from "node:timers/promises";
import { LIMIT } from "./limit";

const LOOK_EVERY = 20;

/** Polls until the condition holds. @throws Error naming `what` if it still doesn't at the limit */
export async function until(what: string, holds: () => boolean | Promise<boolean>): Promise<void> {
  const end = performance.now() + LIMIT;
  while (!(await holds())) {
    if (performance.now() > end)
      throw new Error(`After ${LIMIT / 1000} s this still does not hold: ${what}.`);
    await pause(LOOK_EVERY);
  }
}
