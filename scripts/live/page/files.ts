/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
/**
 * The files that a page loads when it needs them. A page that was opened from a folder may load no
 * module, and start no worker from an address. So each file is a classic script, and a worker's
 * script carries the worker's source as text.
 */

/** The name of each file with its version, so that a cache never mixes two builds. */
declare const LIVE_FILES: Record<string, string>;

type Loaded = { liveSources?: Record<string, string> };

// It is known only while this script runs for the first time.
const folder = new URL(".", (document.currentScript as HTMLScriptElement).src).href;
const scripts = new Map<string, Promise<void>>();
const sources = new Map<string, string>();

/** Whether the site has such a file. */
export const hasFile = (name: string): boolean => name in LIVE_FILES;

/** Loads a script once. A script that couldn't be loaded is tried again the next time. */
export function loadScript(file: string): Promise<void> {
  const known = scripts.get(file);
  if (known !== undefined) return known;
  const loading = new Promise<void>((resolve, reject) => {
    const script = document.createElement("script");
    script.src = folder + file;
    script.onload = () => resolve();
    script.onerror = () => {
      scripts.delete(file);
      script.remove();
      const [name] = file.split("?");
      reject(new Error(`${name} could not be loaded. Check the network, then try again.`));
    };
    document.head.append(script);
  });
  scripts.set(file, loading);
  return loading;
}

/** Loads one of the files that `npm run docs` builds. */
export const loadFile = (name: string): Promise<void> => loadScript(LIVE_FILES[name] ?? name);

/** Starts a worker from the source in its script. */
export async function startWorker(name: string): Promise<Worker> {
  await loadFile(name);
  const address = sources.get(name) ?? addressOf(name);
  sources.set(name, address);
  return new Worker(address, { name });
}

function addressOf(name: string): string {
  const source = (globalThis as Loaded).liveSources?.[name];
  if (source === undefined) throw new Error(`${name}.js holds no source of a worker.`);
  return URL.createObjectURL(new Blob([source], { type: "text/javascript" }));
}
