/** Properties with many random inputs. */
import { describe, test } from "node:test";
import { CODEC } from "./codec";
import { CONCURRENCY, viewAtOnce } from "./concurrency";
import { DEFINITIONS } from "./definitions";
import { PAGING } from "./paging";
import { testProperties } from "./property";

describe("values", () => testProperties(CODEC, "hard"));
describe("pages", () => testProperties(PAGING, "hard"));
describe("many writers", () => {
  test("of 1,000 first views at once, one counts", () => viewAtOnce(1_000));
  testProperties(CONCURRENCY, "hard");
});
describe("definitions", () => testProperties(DEFINITIONS, "hard"));
