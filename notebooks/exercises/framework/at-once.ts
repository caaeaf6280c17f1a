/** Calls that race with one another, on every machine in the same way. */
import { type Interceptor, isWrite } from "./interceptor";

/** A list that has the same call `count` times. */
export const times = <T>(count: number, call: () => T): (() => T)[] =>
  Array.from({ length: count }, () => call);

/**
 * Holds writes back until nothing else is in flight, and then sends them together, so that of
 * concurrent calls each has read before the first one writes. Otherwise an answer that reads, decides
 * and writes would pass on a machine that happens to finish one call before the next one reads.
 *
 * @param during Handles what is sent; it must not write anything itself, which would wait for ever
 */
export function racing(during: Interceptor = ({ send }) => send()): Interceptor {
  const held = new Set<() => void>();
  let inFlight = 0;
  // After a turn, every call that got an answer has sent its next request.
  const releaseWhenQuiet = () =>
    void setTimeout(() => {
      if (inFlight > 0) return;
      for (const release of held) release();
      held.clear();
    });
  return async (request) => {
    if (isWrite(request.operation)) {
      releaseWhenQuiet();
      await new Promise<void>((resolve) => held.add(resolve));
    }
    inFlight++;
    try {
      return await during(request);
    } finally {
      inFlight--;
      releaseWhenQuiet();
    }
  };
}
