import { Agent, request } from "node:http";

/** What a probe finds at a port. */
export type Answer = "tables" | "error" | "none";

/**
 * Sends ListTables to a port of this machine and tells what came back: tables, an error of the
 * server's own, or nothing within `limit` milliseconds. The access key is made up: DynamoDB Local
 * doesn't check signatures.
 */
export function listTables(port: number, limit: number): Promise<Answer> {
  return new Promise((resolve) => {
    const agent = new Agent({ keepAlive: false });
    const signal = AbortSignal.timeout(limit);
    const probe = request(
      { host: "127.0.0.1", port, method: "POST", headers: HEADERS, agent, signal },
      (response) => {
        const answer = response.statusCode === 200 ? "tables" : "error";
        response.resume().once("end", () => resolve(answer));
        response.once("error", () => resolve("none"));
      },
    );
    probe.once("error", () => resolve("none"));
    probe.end("{}");
  });
}

const HEADERS = {
  "content-type": "application/x-amz-json-1.0",
  "x-amz-target": "DynamoDB_20120810.ListTables",
  authorization:
    "AWS4-HMAC-SHA256 Credential=ready/20000101/anywhere/dynamodb/aws4_request, SignedHeaders=host, Signature=0",
};
