/** What the page has of Node's globals and modules. Everything else is refused with a sentence. */

/** What a promise, JSON and a printed value look for, and how programs ask whether this is Node. */
const LOOKED_FOR = ["then", "toJSON", "length", "size", "versions", "browser"];

/**
 * Returns an object of Node's of which the page has only some members. Reading another one throws
 * the error that `refusal` returns for its name.
 */
export function partOf<T extends object>(members: T, refusal: (name: string) => Error): T {
  return new Proxy(members, {
    get: (target, key): unknown => {
      if (key in target || typeof key === "symbol" || LOOKED_FOR.includes(key))
        return Reflect.get(target, key);
      throw refusal(key);
    },
  });
}

/** The end of a refusal: what to do. */
export const inTheNotebook = (what: string, chapter: string): string =>
  `For ${what}, open the notebook notebooks/${chapter}.ipynb in Jupyter.`;

/** Returns the globals of Node that a cell finds only in part, or not at all. */
export function nodeGlobals(chapter: string): {
  process: object;
  Buffer: object;
  require: unknown;
} {
  const { process } = globalThis;
  const refusal = (has: string, name: string) =>
    new Error(`This page has ${has}. ${inTheNotebook(name, chapter)}`);
  return {
    process: partOf(process, (name) =>
      refusal(`only ${Object.keys(process).join(", ")} of process`, `process.${name}`),
    ),
    // Not a function: the SDK uses a Buffer that is one.
    Buffer: partOf({}, (name) =>
      refusal("no Buffer, only Uint8Array and TextEncoder", `Buffer.${name}`),
    ),
    require: (specifier: unknown) => {
      throw new Error(
        `A cell has no require(), in this page and in Jupyter. Write import … from "${String(specifier)}" instead.`,
      );
    },
  };
}
