/** The modules that cells of the page may import. */
import * as clientDynamoDB from "@aws-sdk/client-dynamodb";
import * as clientStreams from "@aws-sdk/client-dynamodb-streams";
import * as libDynamoDB from "@aws-sdk/lib-dynamodb";
import * as utilDynamoDB from "@aws-sdk/util-dynamodb";
import * as library from "../../../lib/index";
import * as exercises from "../../../notebooks/exercises/index";
import { inTheNotebook, partOf } from "./node-globals";
import * as nodeCrypto from "./page/crypto";
import * as nodeTimers from "./page/timers";
import * as nodeUtil from "./page/util";

const MODULES: Record<string, object> = {
  "../lib": library,
  "./exercises": exercises,
  "@aws-sdk/client-dynamodb": clientDynamoDB,
  "@aws-sdk/client-dynamodb-streams": clientStreams,
  "@aws-sdk/lib-dynamodb": libDynamoDB,
  "@aws-sdk/util-dynamodb": utilDynamoDB,
  "node:crypto": nodeCrypto,
  "node:timers/promises": nodeTimers,
  "node:util": nodeUtil,
};

export class Modules {
  readonly #loaded = new Map<string, object>();

  constructor(private readonly chapter: string) {}

  /** Returns a module. @throws Error that names the notebook, if the page lacks it */
  load(specifier: string): object {
    const name = `node:${specifier}` in MODULES ? `node:${specifier}` : specifier;
    const known = this.#loaded.get(name);
    if (known !== undefined) return known;
    const module = MODULES[name];
    if (module === undefined)
      throw new Error(
        `This page has no module "${specifier}". It has ${Object.keys(MODULES).join(", ")}. ${inTheNotebook("others", this.chapter)}`,
      );
    const loaded = name.startsWith("node:") ? this.#partOf(name, module) : module;
    this.#loaded.set(name, loaded);
    return loaded;
  }

  /** A module of Node's, of which the page has only a part. */
  #partOf(name: string, module: object): object {
    const names = Object.keys(module).join(", ");
    const own = {
      ...module,
      get default() {
        return part;
      },
    };
    const part: object = partOf(
      own,
      (key) =>
        new Error(`This page has only ${names} of ${name}. ${inTheNotebook(key, this.chapter)}`),
    );
    return part;
  }
}
