/** The page's database behind an address of this machine, so that a notebook can attach to it. */
import { randomUUID } from "node:crypto";
import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { FromDatabase, ToDatabase } from "../protocol";

export async function serve(
  answer: (request: ToDatabase) => FromDatabase,
): Promise<{ server: Server; url: string }> {
  const server = createServer((request, response) => {
    void textOf(request).then((body) => {
      const { status, body: text } = answer({
        id: 0,
        target: String(request.headers["x-amz-target"] ?? ""),
        body,
        database: databaseOf(request),
      });
      const headers = {
        "content-type": "application/x-amz-json-1.0",
        "x-amzn-requestid": randomUUID(),
      };
      response.writeHead(status, headers).end(text);
    });
  }).listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  return { server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

async function textOf(request: IncomingMessage): Promise<string> {
  let text = "";
  for await (const part of request.setEncoding("utf8")) text += part;
  return text;
}

/** As at DynamoDB Local, an access key has a database of its own in each region. */
function databaseOf({ headers }: IncomingMessage): string {
  const [, key = "", region = ""] =
    /Credential=([^/]+)\/[^/]+\/([^/]+)/.exec(headers.authorization ?? "") ?? [];
  return `${key}/${region}`;
}
