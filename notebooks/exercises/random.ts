/** Fresh data for each run of a check, so that no answer can know them. */
export const random = {
  uuid: (): string => crypto.randomUUID(),
  /** A whole number, both ends included. */
  int: (from: number, to: number): number => from + Math.floor(Math.random() * (to - from + 1)),
  pick: <T>(list: readonly T[]): T => list[random.int(0, list.length - 1)] as T,
  /** A list without the order it had. */
  shuffled: <T>(list: readonly T[]): T[] =>
    list
      .map((value) => ({ value, place: Math.random() }))
      .sort((a, b) => a.place - b.place)
      .map(({ value }) => value),
};
