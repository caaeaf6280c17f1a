import type { FromDatabase, ToDatabase } from "../../protocol";

type Port = {
  postMessage(message: ToDatabase): void;
  onmessage: ((event: { data: FromDatabase }) => void) | null;
};

/** The address of the database in this page; its host always means this machine. */
export const ENDPOINT = "http://this-page.localhost";

let port: Port | undefined;
let count = 0;
const waiting = new Map<number, (answer: FromDatabase) => void>();

/** Connects to the database's worker. */
export function connectTo(given: unknown): void {
  port = given as Port;
  port.onmessage = ({ data }) => {
    waiting.get(data.id)?.(data);
    waiting.delete(data.id);
  };
}

/** Sends a request to the database's worker, and resolves with its answer. */
export function ask(request: Omit<ToDatabase, "id">): Promise<FromDatabase> {
  const id = ++count;
  return new Promise((resolve) => {
    waiting.set(id, resolve);
    port?.postMessage({ id, ...request });
  });
}
