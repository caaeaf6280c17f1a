/** Text of which the middle is dropped once it is longer than two parts. */
export class FirstAndLast {
  private first = "";
  private last = "";
  private dropped = false;

  constructor(private readonly part: number) {}

  add(text: string): void {
    const room = this.part - this.first.length;
    this.first += text.slice(0, room);
    const rest = this.last + text.slice(room);
    this.dropped ||= rest.length > this.part;
    this.last = rest.slice(-this.part);
  }

  toString(): string {
    return `${this.first}${this.dropped ? "\n…\n" : ""}${this.last}`.trim();
  }
}
