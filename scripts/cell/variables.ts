/** A variable of the notebook. Compiled cells read and write its property `v`, which is fast. */
export type Variable = { v: unknown };

export type Kind = "var" | "let" | "const" | "function" | "class" | "import";

/**
 * Represents a variable without a value of its own: it isn't initialized yet, or the value belongs
 * to a module. Functions may have captured it, so once a variable with a value exists, it delegates
 * to that.
 */
class Pending implements Variable {
  actual: Variable | undefined;

  constructor(public read: () => unknown) {}

  get v(): unknown {
    return this.actual === undefined ? this.read() : this.actual.v;
  }

  set v(value: unknown) {
    if (this.actual === undefined) this.read();
    else this.actual.v = value;
  }
}

/** The variables that the cells of a notebook have declared, as one program sees them. */
export class Variables {
  readonly #all = new Map<string, { kind: Kind; variable: Variable }>();

  /** Returns how a name was last declared; `undefined` if it wasn't. */
  kindOf(name: string): Kind | undefined {
    return this.#all.get(name)?.kind;
  }

  /** Returns a variable. @throws ReferenceError if no cell declared it */
  get(name: string): Variable {
    const known = this.#all.get(name);
    if (known === undefined) throw new ReferenceError(`${name} is not defined`);
    return known.variable;
  }

  /**
   * Announces, at the start of a cell, a `let`, `const` or `class` that it declares later. A new
   * one can't be read until then.
   */
  announced(name: string): Variable {
    const known = this.#all.get(name);
    if (known !== undefined) return known.variable;
    const variable = new Pending(() => {
      throw new ReferenceError(`Cannot access '${name}' before initialization`);
    });
    this.#all.set(name, { kind: "let", variable });
    return variable;
  }

  /** Declares a name. If it already exists, it stays the same variable and keeps its value. */
  declared(name: string, kind: Kind): Variable {
    const known = this.#all.get(name)?.variable;
    if (known !== undefined && !(known instanceof Pending)) {
      this.#all.set(name, { kind, variable: known });
      return known;
    }
    const variable = { v: undefined };
    if (known !== undefined) known.actual = variable;
    this.#all.set(name, { kind, variable });
    return variable;
  }

  /** Declares a name with its value. */
  initialized(name: string, kind: Kind, value: unknown): Variable {
    const variable = this.declared(name, kind);
    variable.v = value;
    return variable;
  }

  /** Declares a name whose value is read from a module each time, as ECMAScript's imports are. */
  imported(name: string, read: () => unknown): Variable {
    const known = this.#all.get(name)?.variable;
    if (known instanceof Pending && known.actual === undefined) {
      known.read = read;
      this.#all.set(name, { kind: "import", variable: known });
      return known;
    }
    const variable = new Pending(read);
    if (known !== undefined) this.#redirect(known, name);
    this.#all.set(name, { kind: "import", variable });
    return variable;
  }

  /** Redirects a variable that functions of earlier cells hold to the current one of that name. */
  #redirect(former: Variable, name: string): void {
    const current = () => this.get(name);
    Object.defineProperty(former, "v", {
      get: () => current().v,
      set: (value: unknown) => void (current().v = value),
    });
  }

  /** Throws what an assignment to a constant throws. */
  constant(name: string): never {
    throw new TypeError(`Assignment to constant variable '${name}'.`);
  }
}
