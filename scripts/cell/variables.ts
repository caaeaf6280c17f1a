/** A variable of the notebook. Compiled cells read and write `v`, which is as fast as a property gets. */
export type Variable = { v: unknown };

export type Kind = "var" | "let" | "const" | "function" | "class" | "import";

/**
 * Stands for a variable that has no value of its own: not yet, or because the value belongs to a module. Functions may have
 * captured it, so once there is a variable with a value, it passes everything on.
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

  /** How a name was declared last; `undefined` if it wasn't. */
  kindOf(name: string): Kind | undefined {
    return this.#all.get(name)?.kind;
  }

  /** @throws ReferenceError if no cell declared it */
  get(name: string): Variable {
    const known = this.#all.get(name);
    if (known === undefined) throw new ReferenceError(`${name} is not defined`);
    return known.variable;
  }

  /** At the start of a cell: a `let`, `const` or `class` that it is going to declare. A new one can't be read until then. */
  announced(name: string): Variable {
    const known = this.#all.get(name);
    if (known !== undefined) return known.variable;
    const variable = new Pending(() => {
      throw new ReferenceError(`Cannot access '${name}' before initialization`);
    });
    this.#all.set(name, { kind: "let", variable });
    return variable;
  }

  /** Declares a name. If it exists already, it stays the same variable and keeps its value. */
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

  /** Functions of earlier cells hold the variable that a name was: they see what it is now. */
  #redirect(former: Variable, name: string): void {
    const current = () => this.get(name);
    Object.defineProperty(former, "v", {
      get: () => current().v,
      set: (value: unknown) => void (current().v = value),
    });
  }

  /** What an assignment to a constant meets. */
  constant(name: string): never {
    throw new TypeError(`Assignment to constant variable '${name}'.`);
  }
}
