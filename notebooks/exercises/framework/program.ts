/**
 * How a check ends an answer that doesn't end by itself. Each loop and each `await` of a cell
 * compares the notebook's flag with its epoch, as for Jupyter's stop button: while the flag is
 * raised, they throw.
 */
const PROGRAM = Symbol.for("dynamodb-in-examples.program");

type Program = { readonly flag: Int32Array };

/** The flag of the notebook that is running; `undefined` outside of one. */
export const flagOf = (): Int32Array | undefined =>
  (globalThis as { [PROGRAM]?: Program })[PROGRAM]?.flag;

/** How long an answer may take to notice that it was stopped, in milliseconds. */
const PATIENCE = 3_000;

/**
 * Stops the code of cells that is running or waiting, except for the cell that awaits this, and
 * resolves to whether `answer` has ended.
 */
export async function stop(answer: Promise<unknown>): Promise<boolean> {
  const flag = flagOf();
  if (flag === undefined) return false;
  Atomics.add(flag, 0, 1);
  try {
    return await settlesWithin(answer, PATIENCE);
  } finally {
    Atomics.sub(flag, 0, 1);
  }
}

async function settlesWithin(work: Promise<unknown>, milliseconds: number): Promise<boolean> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), milliseconds);
  });
  const settled = () => true;
  try {
    return await Promise.race([work.then(settled, settled), late]);
  } finally {
    clearTimeout(timer);
  }
}
