/** Properties with few random inputs; `npm run test:hard` tries many. */
import { describe } from "node:test";
import { CODEC } from "./codec";
import { CONCURRENCY } from "./concurrency";
import { DEFINITIONS } from "./definitions";
import { PAGING } from "./paging";
import { testProperties } from "./property";

describe("values", () => testProperties(CODEC, "quick"));
describe("pages", () => testProperties(PAGING, "quick"));
describe("many writers", () => testProperties(CONCURRENCY, "quick"));
describe("definitions", () => testProperties(DEFINITIONS, "quick"));
