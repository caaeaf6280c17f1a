/** In place of what dynalite loads for its own store and server, which aren't used here. */
export const Level = undefined;
export const MemoryLevel = undefined;
