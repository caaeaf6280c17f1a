import { createReadStream, existsSync, statSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import path from "node:path";

const TYPES: Record<string, string> = {
  ".html": "text/html; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".ico": "image/x-icon",
  ".woff2": "font/woff2",
  ".txt": "text/plain; charset=utf-8",
};

/**
 * Serves a folder at 127.0.0.1, below a path if one is given; missing files are answered with its
 * 404.html.
 */
export function startServer(folder: string, port: number, below = "/"): Promise<Server> {
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? "/", "http://127.0.0.1");
    const file = fileOf(folder, below, decodeURIComponent(pathname));
    const found = file ?? path.join(folder, "404.html");
    response.writeHead(file === undefined ? 404 : 200, {
      "content-type": TYPES[path.extname(found)] ?? "application/octet-stream",
    });
    createReadStream(found).pipe(response);
  });
  return new Promise((resolve, reject) =>
    server.once("error", reject).listen(port, "127.0.0.1", () => resolve(server)),
  );
}

function fileOf(folder: string, below: string, pathname: string): string | undefined {
  if (!pathname.startsWith(below)) return undefined;
  const file = path.join(folder, pathname.slice(below.length));
  if (file !== folder && !file.startsWith(path.join(folder, path.sep))) return undefined;
  const whole =
    existsSync(file) && statSync(file).isDirectory() ? path.join(file, "index.html") : file;
  return existsSync(whole) ? whole : undefined;
}

/** Serves the site until Ctrl-C. */
export async function serve(site: string): Promise<void> {
  const server = await startServer(site, 0);
  console.log(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
  await new Promise((resolve) => process.once("SIGINT", resolve));
  server.closeAllConnections();
  server.close();
}
