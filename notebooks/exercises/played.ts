import { isWrite, type Answer, type OnItsWay } from "./between";

/** What happens at AWS and never at DynamoDB Local, played for an answer: watchers for `between`. */

/** As over a slow line: who reads without waiting for the write reads too early. */
export async function slowWrites({ operation, send }: OnItsWay): Promise<Answer> {
  if (operation !== "GetItem") await new Promise((resolve) => setTimeout(resolve, 50));
  return send();
}

/** As AWS answers: a new table is CREATING when one asks for the first time. */
export function slowToCreate(name: string) {
  let questions = 0;
  const watcher = async ({ operation, input, send }: OnItsWay) => {
    const answer = await send();
    if (input["TableName"] !== name) return answer;
    if (operation === "CreateTable")
      return {
        ...answer,
        TableDescription: { ...(answer["TableDescription"] as object), TableStatus: "CREATING" },
      };
    if (operation !== "DescribeTable" || ++questions > 1) return answer;
    return { ...answer, Table: { ...(answer["Table"] as object), TableStatus: "CREATING" } };
  };
  return { watcher, wasSeenActive: () => questions > 1 };
}

const DENIED = "AccessDeniedException";

/** The first DescribeTable fails, as with credentials that may not ask. */
export function deniedOnce() {
  let isDenied = false;
  return ({ operation, send }: OnItsWay) => {
    if (isDenied || operation !== "DescribeTable") return send();
    isDenied = true;
    return Promise.reject(
      failure(DENIED, "User is not authorized to perform: dynamodb:DescribeTable"),
    );
  };
}

/** To be refused is one of the right answers. */
export async function unlessDenied(work: () => unknown): Promise<void> {
  try {
    await work();
  } catch (error) {
    if ((error as Error).name !== DENIED && (error as { code?: unknown }).code !== DENIED)
      throw error;
  }
}

export const BUSY = "ProvisionedThroughputExceededException";

/** Every write fails, as at a table that gets more than it can bear. */
export const busy = ({ operation, send }: OnItsWay): Promise<Answer> =>
  isWrite(operation)
    ? Promise.reject(
        failure(BUSY, "The level of configured provisioned throughput for the table was exceeded"),
      )
    : send();

/**
 * Somebody else does something right before the first write. Many calls at once would not do for every write: DynamoDB
 * Local gives what a delete without a condition removed (`ALL_OLD`) to several of them.
 */
export function justBefore(deed: () => PromiseLike<unknown>) {
  let isDone = false;
  return async ({ operation, send }: OnItsWay): Promise<Answer> => {
    if (!isDone && isWrite(operation)) {
      isDone = true;
      await deed();
    }
    return send();
  };
}

/** An eventually consistent GetItem asks a copy that has nothing yet. */
export const lagging = ({ operation, input, send }: OnItsWay): Promise<Answer> =>
  operation === "GetItem" && input["ConsistentRead"] !== true
    ? Promise.resolve({ $metadata: {} })
    : send();

/** An error as the SDK throws it. */
const failure = (name: string, message: string) =>
  Object.assign(new Error(message), { name, $fault: "client", $metadata: {} });
