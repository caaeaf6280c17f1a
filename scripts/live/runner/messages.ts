import type { Published, StreamName } from "../../cell/output";
import type { FromRunner, Output } from "../protocol";

type Displayed = { data: Record<string, string>; transient?: { display_id?: string } };
type Failed = { ename: string; evalue: string; traceback: string[] };

/** Turns a message of Jupyter's protocol into one to the page. */
export function messageOf(number: number, { publish, content }: Published): FromRunner {
  if (publish === "clear_output") return { clear: { number } };
  if (publish === "update_display_data")
    return { update: { number, output: displayed("display_data", content as Displayed) } };
  return { output: { number, output: outputOf(publish, content) } };
}

function outputOf(publish: string, content: object): Output {
  if (publish === "stream")
    return { output_type: "stream", ...(content as { name: StreamName; text: string }) };
  if (publish === "error") return { output_type: "error", ...(content as Failed) };
  return displayed(publish as "display_data" | "execute_result", content as Displayed);
}

function displayed(
  output_type: "display_data" | "execute_result",
  { data, transient: { display_id: id } = {} }: Displayed,
): Output {
  return { output_type, data, ...(id !== undefined && { id }) };
}
