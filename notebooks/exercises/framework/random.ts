/** Fresh data for each run of a check, so that an answer can't know them in advance. */
export const random = {
  uuid: (): string => crypto.randomUUID(),

  /** An integer between the bounds, both included. */
  int: (from: number, to: number): number => from + Math.floor(Math.random() * (to - from + 1)),

  /** An integer as text, with this many digits. Neither its first nor its last digit is 0. */
  digits: (count: number): string =>
    Array.from({ length: count }, (_, place) =>
      random.int(place === 0 || place === count - 1 ? 1 : 0, 9),
    ).join(""),

  /** One element of a list. */
  pick: <T>(list: readonly T[]): T => list[random.int(0, list.length - 1)] as T,

  /** A copy of a list in random order. */
  shuffled: <T>(list: readonly T[]): T[] =>
    list
      .map((value) => ({ value, place: Math.random() }))
      .sort((a, b) => a.place - b.place)
      .map(({ value }) => value),
};
