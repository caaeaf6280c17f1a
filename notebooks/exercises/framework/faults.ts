/** Interceptors that simulate what happens at AWS and never with DynamoDB Local. */
import { type Interceptor, isWrite } from "./interceptor";
import { codeOf } from "./internals";

/** Delays everything but GetItem, so that a read that doesn't wait for a write comes too early. */
export const slowWrites: Interceptor = async ({ operation, send }) => {
  if (operation !== "GetItem") await new Promise((resolve) => setTimeout(resolve, 50));
  return send();
};

/**
 * Simulates that a new table is CREATING until the second DescribeTable.
 *
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_CreateTable.html
 */
export function slowTableCreation(name: string) {
  let descriptions = 0;
  const interceptor: Interceptor = async ({ operation, input, send }) => {
    const response = await send();
    if (input["TableName"] !== name) return response;
    if (operation === "CreateTable") return creating(response, "TableDescription");
    if (operation !== "DescribeTable" || ++descriptions > 1) return response;
    return creating(response, "Table");
  };
  return { interceptor, wasSeenActive: () => descriptions > 1 };
}

const creating = (response: Record<string, unknown>, part: string) => ({
  ...response,
  [part]: { ...(response[part] as object), TableStatus: "CREATING" },
});

const DENIED = "AccessDeniedException";

/** Fails the first DescribeTable, as for credentials without that permission. */
export function accessDeniedOnce(): Interceptor {
  let isDenied = false;
  return ({ operation, send }) => {
    if (isDenied || operation !== "DescribeTable") return send();
    isDenied = true;
    return Promise.reject(
      sdkError(DENIED, "User is not authorized to perform: dynamodb:DescribeTable"),
    );
  };
}

/** Calls `work`, which may fail with AccessDeniedException. */
export async function ignoreAccessDenied(work: () => unknown): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (codeOf(error) !== DENIED) throw error;
  }
}

/** The code of an error of `throttledWrites`. */
export const THROTTLED = "ProvisionedThroughputExceededException";

/** Fails every write, as for a table whose throughput is used up. */
export const throttledWrites: Interceptor = ({ operation, send }) =>
  isWrite(operation)
    ? Promise.reject(
        sdkError(
          THROTTLED,
          "The level of configured provisioned throughput for the table was exceeded",
        ),
      )
    : send();

/**
 * Does something just before the first write, as another program might.
 *
 * Many concurrent calls don't test the same: DynamoDB Local returns what a delete without a
 * condition removed (`ALL_OLD`) to several of them.
 */
export function beforeFirstWrite(action: () => PromiseLike<unknown>): Interceptor {
  let isDone = false;
  return async ({ operation, send }) => {
    if (!isDone && isWrite(operation)) {
      isDone = true;
      await action();
    }
    return send();
  };
}

/** Lets an eventually consistent GetItem find nothing, as from a replica that lags behind. */
export const staleReads: Interceptor = ({ operation, input, send }) =>
  operation === "GetItem" && input["ConsistentRead"] !== true
    ? Promise.resolve({ $metadata: {} })
    : send();

/** An error as the SDK throws it. */
const sdkError = (name: string, message: string) =>
  Object.assign(new Error(message), { name, $fault: "client", $metadata: {} });
