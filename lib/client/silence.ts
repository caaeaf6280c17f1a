import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { ANSWER_LIMIT } from "../embedded/limits";
import type { DynamoError } from "../errors/errors";

type Handle = DynamoDBClient["config"]["requestHandler"]["handle"];
type Options = Parameters<Handle>[1] & { abortSignal?: unknown };

/**
 * Makes requests of this client fail when the database is silent for `limit` milliseconds. The SDK
 * alone would wait for minutes. As long as any request gets an answer, the others may wait longer:
 * a thousand at once take their time.
 *
 * @param gone Makes the error that they fail with
 */
export function limitSilence(
  { config: { requestHandler } }: DynamoDBClient,
  gone: () => DynamoError,
  limit = ANSWER_LIMIT,
): void {
  const handle: Handle = requestHandler.handle.bind(requestHandler);
  let heardAt = 0;
  requestHandler.handle = async (request, options: Options = {}) => {
    const watch = watchSilence(() => heardAt, limit, gone);
    const signals = [watch.signal, options.abortSignal].filter((signal) => signal !== undefined);
    const abortSignal = AbortSignal.any(signals as AbortSignal[]);
    const sent = handle(request, { ...options, abortSignal });
    try {
      const answer = await Promise.race([sent, watch.silence]);
      heardAt = performance.now();
      const { body } = answer.response as { body: unknown };
      watch.untilRead(body, () => (heardAt = performance.now()));
      return answer;
    } catch (error) {
      watch.end();
      // A refused connection is an answer too, but not what was ended on this side.
      if (!abortSignal.aborted) heardAt = performance.now();
      throw error;
    }
  };
}

type Watch = {
  /** Rejects after the silence. */
  silence: Promise<never>;
  /** Aborts the request then. */
  signal: AbortSignal;
  /** Goes on until the body of the response has been read; fails it after the silence. */
  untilRead(body: unknown, read: () => void): void;
  end(): void;
};

function watchSilence(heardAt: () => number, limit: number, gone: () => DynamoError): Watch {
  const begun = performance.now();
  const stop = new AbortController();
  let timer: ReturnType<typeof setTimeout>;
  const silence = new Promise<never>((_, reject) => {
    const look = () => {
      const rest = Math.max(begun, heardAt()) + limit - performance.now();
      if (rest > 0) return (timer = setTimeout(look, rest));
      reject(gone());
      return stop.abort();
    };
    look();
  });
  const end = () => clearTimeout(timer);
  return {
    silence,
    signal: stop.signal,
    end,
    untilRead(body, read) {
      if (!isStream(body)) return end();
      stop.signal.addEventListener("abort", () => body.destroy(gone()));
      body.once("close", () => {
        end();
        read();
      });
    },
  };
}

type Stream = {
  once(event: "close", listener: () => void): void;
  destroy(error: Error): void;
};

const isStream = (body: unknown): body is Stream =>
  typeof body === "object" && body !== null && "once" in body && "destroy" in body;
