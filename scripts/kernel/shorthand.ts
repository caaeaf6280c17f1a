/**
 * Loaded by Node before tslab (see the kernelspec). tslab 1.0.22 has a bug: where a cell uses a name of an earlier cell as a
 * shorthand property, `{ TableName }`, it doesn't find it ("TableName is not defined"), while `{ TableName: TableName }` works:
 * it writes `exports.` before the names of earlier cells, but forgets shorthand properties.
 *
 * Such a name is then looked up among the globals. So this lets the globals end, after all that Node has, in tslab's exports.
 */
import { isMainThread } from "node:worker_threads";

type Names = Record<PropertyKey, unknown>;

/** What earlier cells declared, once tslab runs. */
const declared = (): Names => (globalThis as { __tslab__?: { exports: Names } }).__tslab__?.exports ?? {};

const isDeclared = (name: PropertyKey) => Object.prototype.hasOwnProperty.call(declared(), name);

if (isMainThread) {
  const behind = Object.getPrototypeOf(globalThis) as Names;
  const front = new Proxy(behind, {
    has: (target, name) => (name !== "__tslab__" && isDeclared(name)) || Reflect.has(target, name),
    get: (target, name, receiver): unknown => (name !== "__tslab__" && isDeclared(name) ? declared()[name] : Reflect.get(target, name, receiver)),
  });
  Object.setPrototypeOf(globalThis, front);
}
