/** The worker that knows types: a classic script, which speaks ToTypes and FromTypes. */
import type { FromTypes, ToTypes } from "../protocol";
import { Checker } from "./checker";
import type { Declarations } from "./declarations";

/** The bundle has them in this place. */
declare const DECLARATIONS: Declarations;

/** What a worker's global object has, and Node's declarations lack. */
type WorkerScope = {
  onmessage: (event: { data: ToTypes }) => void;
  postMessage(message: FromTypes): void;
};

const scope = globalThis as unknown as WorkerScope;
const checker = new Checker(DECLARATIONS);
// The first check reads all declarations: a reader shouldn't wait for that later.
checker.complaints([""]);

scope.onmessage = ({ data }) => scope.postMessage(answerTo(data));
scope.postMessage({ ready: true });

function answerTo(question: ToTypes): FromTypes {
  const { id, cells } = question;
  if (question.ask === "complaints") return { id, complaints: checker.complaints(cells) };
  if (question.ask === "completions")
    return { id, completions: checker.completions(cells, question.offset) };
  const hover = checker.hover(cells, question.offset);
  return { id, ...(hover !== undefined && { hover }) };
}
