/**
 * Sequences of cells, each with what it must print. A notebook is one program, so what Node prints
 * for the same statements as one module is the expectation; the tests compute it. Where the cells
 * can't be one module, the expectation is written down, with the reason.
 *
 * Nothing here needs Node: the page that runs cells is tested with the same table.
 */
export type Sequence = {
  name: string;
  cells: string[];
  /** What is printed where the cells can't be one module… */
  prints?: string;
  /** … and why they can't. */
  because?: string;
  /** Modules beside the notebook, in TypeScript. */
  files?: Record<string, string>;
  /** What only Node has: its modules, and packages. */
  needsNode?: true;
};

const VARIABLES: Sequence[] = [
  {
    name: "a function sees what a later cell assigns",
    cells: [
      "let rate = 2; function price(n: number) { return n * rate; }",
      "rate = 3; console.log(price(10), rate)",
    ],
  },
  {
    name: "a destructuring assignment reaches variables of an earlier cell",
    cells: [
      "let items: any[] = [], last: any;",
      "({ items, last } = await Promise.resolve({ items: [1, 2], last: 5 }))",
      "console.log(items.length, last)",
    ],
  },
  {
    name: "the head of a for-of assigns to a variable of an earlier cell",
    cells: ["let a = 0;", "for ({ a } of [{ a: 1 }, { a: 2 }]) console.log(a)", "console.log(a)"],
  },
  {
    name: "a default in a destructuring assignment",
    cells: ["let d = 1;", "({ d = 9 } = {} as { d?: number })", "console.log(d)"],
  },
  {
    name: "a destructuring assignment in a function of a later cell",
    cells: [
      "let inFunction = 1, other = 2;",
      "function assign() { ({ inFunction, other } = { inFunction: 10, other: 20 }); }",
      "assign(); console.log(inFunction, other)",
    ],
  },
  {
    name: "a destructured variable and a sum",
    cells: [
      "let sum = 0, amount = 0;",
      "({ amount } = { amount: 5 }); sum += amount",
      "console.log(sum, amount)",
    ],
  },
  {
    name: "a counter that a function raises can be reset",
    cells: [
      "let counter = 0; const raise = () => ++counter; raise(); raise();",
      "console.log(counter); counter = 0; raise()",
      "console.log(counter)",
    ],
  },
  {
    name: "all assigning operators",
    cells: [
      "let n = 7, maybe: number | undefined, text = 'a';",
      "n += 1; n -= 2; n *= 3; n /= 2; n %= 7; n **= 2; n <<= 3; n >>= 1; n >>>= 1; n |= 8; " +
        "n &= 12;",
      "n ^= 5; maybe ??= 4; maybe &&= maybe + 1; text ||= 'b'; text += 'c'",
      "n++; ++n; n--; console.log(n, maybe, text, n++, --n)",
    ],
  },
  {
    name: "closures of one cell share a variable with those of another",
    cells: [
      "let shared = 1; const get = () => shared;",
      "const set = (to: number) => { shared = to; };",
      "set(5); console.log(get(), shared)",
    ],
  },
  {
    name: "closures over the variable of a loop",
    cells: [
      "const callbacks: (() => number)[] = []; for (let i = 0; i < 3; " +
        "i++) callbacks.push(() => i);",
      "console.log(callbacks.map((one) => one()))",
    ],
  },
  {
    name: "a parameter and a local variable hide those of the notebook",
    cells: [
      "let hidden = 'notebook';",
      "const show = (hidden: string) => hidden; { let hidden = 'block'; console.log(hidden); }",
      "function local() { const hidden = 'local'; return hidden; }",
      "console.log(show('parameter'), local(), hidden)",
    ],
  },
  {
    name: "the variable of a catch hides one of the notebook",
    cells: [
      "let e: unknown = 'outer';",
      "try { throw 'inner'; } catch (e) { console.log(e); }",
      "console.log(e)",
    ],
  },
  {
    name: "var in a block and in a loop belongs to the notebook",
    cells: [
      "if (true) { var inBlock = 3 }",
      "for (var index = 0; index < 4; index++) { var square = index * index; }",
      "console.log(inBlock, index, square!)",
      "inBlock++; index += square!; console.log(inBlock, index)",
    ],
  },
  {
    name: "var in a for-in and a for-of",
    cells: [
      "for (var key in { a: 1, b: 2 }) ; for (var element of [5, 6]) ;",
      "console.log(key!, element!)",
    ],
  },
  {
    name: "a variable without a value is undefined",
    cells: ["let nothing: number | undefined;", "console.log(nothing, typeof nothing)"],
  },
  {
    name: "shorthand properties",
    cells: [
      "let short = 1; const hand = 'two';",
      "short = 2; const made = { short, hand, nested: { short } };",
      "console.log(made, { hand })",
    ],
  },
  {
    name: "typeof a name that nothing declares",
    cells: [
      "console.log(typeof (globalThis as " + "any).nowhere)",
      "console.log(typeof structuredClone)",
    ],
  },
  {
    name: "delete, in and void",
    cells: [
      "const bag: { a?: number; b: number } = { a: 1, b: 2 };",
      "delete bag.a; console.log('a' in bag, 'b' in bag, void bag)",
    ],
  },
  {
    name: "names with a dollar, an underscore, and what compiled cells use inside",
    cells: [
      "let $ = 1, _ = 2, $$_ = 3, __proto = 4;",
      "$ += 1; console.log($, _, $$_, __proto)",
      "const then = 1, constructor = 2, hasOwnProperty = 3, v = 4, program = 5;",
      "console.log(then, constructor, hasOwnProperty, v, program)",
    ],
  },
  {
    name: "unicode names, and emoji in texts",
    cells: [
      "let größe = 1, 名前 = 'x', π = 3; const face = '😀';",
      "größe += 1; console.log(größe, 名前, π, face, face.length)",
      "console.log(`${face}${größe}`, '👩‍👩‍👧'.length); größe",
    ],
  },
];

const DESTRUCTURING: Sequence[] = [
  {
    name: "declarations with defaults, rest and nesting",
    cells: [
      "const { a1, b1: { c1 = 5, ...rest1 }, ...others1 } = " +
        "{ a1: 1, b1: { d1: 2, e1: 3 } as { c1?: number; d1: number; e1: number }, f1: 4, g1: 5 };",
      "const [x1, , y1 = 9, ...z1] = [1, 2, undefined, 4, 5];",
      "console.log(a1, c1, rest1, others1, x1, y1, z1)",
    ],
  },
  {
    name: "several declarators, patterns among them",
    cells: [
      "let p = 1, { q, r = p + 1 } = { q: 5 } as { q: number; " +
        "r?: number }, [s, t] = [q, r] as const;",
      "q++; console.log(p, q, r, s, t)",
    ],
  },
  {
    name: "a swap",
    cells: [
      "let left = 1, right = 2;",
      "[left, right] = [right, " + "left];",
      "console.log(left, right)",
    ],
  },
  {
    name: "assignments to properties, to elements and to variables",
    cells: [
      "let whole: number; const target: { a: number; list: number[] } = { a: 0, list: [] };",
      "({ a: target.a, b: target.list[0], c: whole } = { a: 1, b: 2, c: 3 });",
      "[target.a, ...target.list] = [7, 8, 9]; console.log(target, whole!)",
    ],
  },
  {
    name: "a computed key and a nested default",
    cells: [
      "let key2 = 'k', found: number | undefined;",
      "({ [key2]: found = 3 } = {} as Record<string, number>);",
      "console.log(found); ({ o: { [key2]: found } = { k: 8 } as any } = {} as any); " +
        "console.log(found)",
    ],
  },
  {
    name: "patterns in the heads of loops",
    cells: [
      "let first2 = 0, second2 = 0;",
      "for (const [k, { n }] of Object.entries({ a: { n: 1 }, b: { n: 2 } })) console.log(k, n);",
      "for ([first2, second2 = 7] of [[1, 2], [3]] as [number, number?][]) console.log(first2, " +
        "second2);",
      "for (var { length } of ['aa', 'bbb']) ; console.log(first2, second2, length!)",
    ],
  },
  {
    name: "patterns of parameters with defaults from the notebook",
    cells: [
      "let fallback = 1;",
      "const take = ({ a = fallback, b: [c] = [fallback] }: { a?: number; b?: number[] } " +
        "= {}) => [a, c];",
      "fallback = 2; console.log(take(), take({ a: 5, b: [6] }))",
    ],
  },
  {
    name: "a default that is a function gets its name",
    cells: [
      "let named3: any; ({ named3 = () => 1 } = {} as any); const { named4 = class {} } = {} " +
        "as any;",
      "console.log(named3.name, named4.name); [named3 = function () {}] = []; " +
        "console.log(named3.name)",
    ],
  },
  {
    name: "the order in which a pattern evaluates",
    cells: [
      "const steps: string[] = []; const step = (name: string) => (steps.push(name), name);",
      "const { [step('k')]: got = step('default') } = (step('source'), {} as any); " +
        "console.log(steps, got)",
    ],
  },
  {
    name: "an empty pattern",
    cells: ["const {} = { a: 1 }; let [] = [1];", "console.log('nothing declared')"],
  },
  {
    name: "the value of an assignment is its right side",
    cells: [
      "let one5 = 0, two5 = 0; const source5 = { one5: 1, two5: 2, three5: 3 };",
      "const given = ({ one5, two5 } = source5); console.log(given, one5, two5)",
      "one5 = two5 = 8; console.log(one5, two5)",
    ],
  },
];

const FUNCTIONS: Sequence[] = [
  {
    name: "functions are hoisted in their cell",
    cells: [
      "console.log(early(2)); function early(n: number) { return n * 2; " + "}",
      "console.log(early(3))",
    ],
  },
  {
    name: "functions call one another across cells",
    cells: [
      "function even(n: number): boolean { return n === 0 || odd(n - 1); } " +
        "function odd(n: number): boolean { return n !== 0 && even(n - 1); }",
      "console.log(even(10), odd(7))",
    ],
  },
  {
    name: "names of functions and classes",
    cells: [
      "const arrow = () => 1; let plain = function () {}; const cls = class {}; " +
        "var v6 = async () => {};",
      "const gen6 = function* () {}; const own = function inner() {}; const bracket = (() => 2);",
      "console.log(arrow.name, plain.name, cls.name, v6.name, gen6.name, own.name, bracket.name)",
      "plain = () => {}; let later: any; later = () => 1; later ??= () => 2; " +
        "console.log(plain.name, later.name)",
    ],
  },
  {
    name: "a name on the left of several lines and comments",
    cells: ["const far /* = */ =\n  // =\n  () => 1;", "console.log(far.name, far())"],
  },
  {
    name: "a function called as a variable has no this",
    cells: [
      "function self(this: unknown) { return this; }",
      "console.log(self(), [self][0]!.name, self.call(5))",
      "const tag = function (this: unknown, texts: TemplateStringsArray) { return [this, " +
        "texts.raw[0]]; };",
      "console.log(tag`a\\n`)",
    ],
  },
  {
    name: "this at the top is undefined",
    cells: ["console.log(this)", "console.log((() => this)())"],
  },
  {
    name: "methods, getters, setters and super in objects",
    cells: [
      "let stored = 1; const base = { hello() { return 'base ' + stored; } };",
      "const derived = { __proto__: base, get twice() { return stored * 2; " +
        "}, set twice(n) { stored = n; }, " +
        "hello() { return 'derived ' + super.hello(); } } as any;",
      "derived.twice = 21; console.log(derived.hello(), derived.twice, stored)",
    ],
  },
  {
    name: "default parameters see the notebook, and other parameters first",
    cells: [
      "let def = 1; const withDefault = (a = def, b = a + def) => [a, b];",
      "def = 5; console.log(withDefault(), withDefault(1))",
    ],
  },
  {
    name: "generators across cells",
    cells: [
      "let limit = 3; function* count() { for (let i = 0; i < limit; i++) yield i; }",
      "const running = count(); running.next(); limit = 2;",
      "console.log(running.next(), running.next(), [...count()])",
      "function* outer() { const got: string = yield* inner(); return got; } " +
        "function* inner() { const a: string = yield 1; return a + '!'; }",
      "const talk = outer(); talk.next(); console.log(talk.next('hey'))",
    ],
  },
  {
    name: "async generators and for await",
    cells: [
      "async function* pages() { for (let page = 1; page <= 3; page++) { await null; " +
        "yield page; } }",
      "for await (const page of pages()) console.log(page)",
      "let got7: number[] = []; for await (const page of pages()) { if (page === 2) break; " +
        "got7.push(page); }",
      "console.log(got7); for await (const one of [Promise.resolve('p'), 'q']) console.log(one)",
    ],
  },
  {
    name: "leaving a for await closes its iterator",
    cells: [
      "async function* closing() { try { yield 1; yield 2; } finally { console.log('closed'); } }",
      "for await (const n of closing()) { console.log(n); break; }",
      "try { for await (const n of closing()) throw new Error('out ' + n); } " +
        "catch (e) { console.log(String(e)); }",
    ],
  },
  {
    name: "recursion, currying and an immediately called function",
    cells: [
      "const fib = (n: number): number => (n < 2 ? n : fib(n - 1) + fib(n - 2));",
      "const add = (a: number) => (b: number) => a + b + fib(7);",
      "console.log(add(1)(2)); (function () { console.log('called') })(); " +
        "(() => console.log('arrow'))()",
    ],
  },
  {
    name: "arguments, rest and spread",
    cells: [
      "function counted(...all: number[]) { return [arguments.length, ...all]; }",
      "const more = [2, 3]; console.log(counted(1, ...more), Math.max(...more), { ...{ a: more " +
        "} })",
    ],
  },
  {
    name: "optional calls and optional chains",
    cells: [
      "let maybeCall: ((n: number) => number) | undefined; const deep: any = { a: { b: [() => " +
        "'c'] } };",
      "console.log(maybeCall?.(1), deep?.a?.b[0]?.(), deep.x?.y.z(), deep.a?.['b'].length)",
      "maybeCall = (n) => n + 1; console.log(maybeCall?.(1), (maybeCall as any)?.name)",
    ],
  },
  {
    name: "a function declared in a block",
    cells: [
      "{ function inBlock8() { return 1; } console.log(inBlock8()); " + "}",
      "console.log('after')",
    ],
  },
  {
    name: "a function of a later cell is used by one of an earlier cell",
    cells: [
      "let helper9 = (n: number) => n; function uses9() { return helper9(4); }",
      "helper9 = (n) => n * 10; console.log(uses9(), helper9.name)",
    ],
  },
  {
    name: "tagged templates",
    cells: [
      "const upper = (texts: TemplateStringsArray, ...values: unknown[]) => texts.raw.join('|') " +
        "+ values.length;",
      "console.log(upper`a${1}b${upper`c`}`, String.raw`\\n`)",
    ],
  },
  {
    name: "new.target and constructors of the notebook",
    cells: [
      "function Old(this: any) { this.isNew = new.target === Old; }",
      "console.log(new (Old as any)(), typeof Old)",
    ],
  },
];

const CLASSES: Sequence[] = [
  {
    name: "inheritance across cells",
    cells: [
      "class Animal { constructor(readonly name: string) {} speak() { return `${this.name} " +
        "speaks`; } }",
      "class Dog extends Animal { override speak() { return super.speak() + ': woof'; } }",
      "const rex = new Dog('Rex'); console.log(rex.speak(), rex instanceof Animal, rex)",
    ],
  },
  {
    name: "static members, static blocks and private members",
    cells: [
      "let made = 0;\nclass Counter { static all = 0; static #secret = 1; #n = 0; " +
        "static { Counter.#secret = 5; made = 1; } get n() { return this.#n; } " +
        "up() { this.#n++; Counter.all++; made++; return this; } " +
        "static secret() { return Counter.#secret; } static is(o: object) { return #n in o; } }",
      "new Counter().up().up(); console.log(Counter.all, Counter.secret(), made)",
      "console.log(Counter.is(new Counter()), Counter.is({}), Counter.name, new Counter().n)",
    ],
  },
  {
    name: "a static block of a class reads the class, and the class knows its name",
    cells: [
      "class Itself { static self = Itself; static { console.log(Itself.name, Itself.self === " +
        "this); } }",
      "console.log(Itself.self === Itself)",
    ],
  },
  {
    name: "fields, accessors, computed names and symbols",
    cells: [
      "const field = 'computed';\nclass Fields { [field] = 1; a = field; 'b c' = this.a.length; " +
        "get half() { return this[field] / 2; } *[Symbol.iterator]() { yield this.a; } " +
        "static async make() { return new Fields(); } }",
      "const fields = await Fields.make(); console.log(fields, fields.half, [...fields])",
    ],
  },
  {
    name: "an abstract class, an interface and a generic class",
    cells: [
      "interface HasArea { area(): number } abstract class Shape implements HasArea { abstract " +
        "area(): number; " +
        "toString() { return `${this.constructor.name} ${this.area()}`; } }",
      "class Square extends Shape { constructor(private readonly side: number) { super(); } " +
        "area() { return this.side ** 2; } }",
      "class Box<T extends HasArea> { constructor(public content: T) {} }",
      "console.log(String(new Box(new Square(3)).content))",
    ],
  },
  {
    name: "class expressions and mixins",
    cells: [
      "type Constructor = new (...all: any[]) => object;",
      "const Timed = <B extends Constructor>(Base: B) => class extends Base { time = 5; };",
      "class Plain { a = 1 }\nconst Mixed = Timed(Plain); console.log(new Mixed(), Mixed.name " +
        "=== '')",
    ],
  },
  {
    name: "decorators",
    cells: [
      "const log10: string[] = []; function logged(value: any, context: any) { " +
        "log10.push(`${context.kind} ${String(context.name)}`); return value; }",
      "@logged class Decorated { @logged method() { return 1; } @logged field = 2; }",
      "const decorated = new Decorated(); console.log(log10, decorated.method(), " +
        "decorated.field, Decorated.name)",
    ],
  },
  {
    name: "errors of the notebook's own",
    cells: [
      "class Refused extends Error { override name = 'Refused'; " +
        "constructor(readonly code: number) { super('no'); } }",
      "try { throw new Refused(7); } catch (e) { if (e instanceof Refused) console.log(e.name, " +
        "e.code, e.message); }",
    ],
  },
];

const STATEMENTS: Sequence[] = [
  {
    name: "loops of all kinds over variables of an earlier cell",
    cells: [
      "let i11 = 0, log11: unknown[] = [];",
      "while (i11 < 3) i11++\ndo log11.push(i11--); while (i11 > 0)\nfor (; i11 < 2; " +
        "i11++) log11.push('f')",
      "for (const k in { x: 1 }) log11.push(k); for (const v of new Set([8])) log11.push(v)",
      "for (i11 = 10; i11 > 8; ) { i11--; continue; }\nconsole.log(log11, i11)",
    ],
  },
  {
    name: "labelled loops",
    cells: [
      "outer: for (let a = 0; a < 3; a++) { for (let b = 0; b < 3; " +
        "b++) { if (b === 1) continue outer; " +
        "if (a === 2) break outer; console.log(a, b); } }",
      "block: { console.log('in'); if (true) break block; }\nconsole.log('out')",
      "again: for (const n of [1, 2]) for (;;) { console.log(n); continue again; }",
    ],
  },
  {
    name: "switch with declarations and fall-through",
    cells: [
      "const kinds: string[] = [];",
      "for (const n of [1, 2, 3]) switch (n) { case 1: { const one = 'one'; kinds.push(one); " +
        "break; } " +
        "case 2: case 4: kinds.push('two'); break; default: kinds.push('other'); }",
      "console.log(kinds)",
    ],
  },
  {
    name: "try, catch and finally",
    cells: [
      "const order: string[] = []; function tried() { try { order.push('try'); " +
        "return 'returned'; } " +
        "finally { order.push('finally'); } }",
      "try { JSON.parse('{'); } catch { order.push('caught'); } finally { order.push('end'); }",
      "console.log(tried(), order)",
    ],
  },
  {
    name: "enums and const enums across cells",
    cells: [
      "enum Color { Red, Green = 5, Blue } enum Text { A = 'a' }",
      "const enum Fixed { One = 1, Two = One * 2 }",
      "console.log(Color.Blue, Color[5], Text.A, Fixed.Two, Color)",
    ],
  },
  {
    name: "an enum that a later cell goes on with",
    cells: ["enum Level { Low = 1 }", "const low = Level.Low; console.log(low, Level[low])"],
  },
  {
    name: "namespaces",
    cells: [
      "namespace Shapes { export const sides = 4; export function describe() { return `${sides} " +
        "sides`; } }",
      "console.log(Shapes.describe(), Shapes.sides)",
      "namespace A.B.C { export let deep = 1; }",
      "A.B.C.deep++; console.log(A.B.C.deep)",
    ],
  },
  {
    name: "a namespace that belongs to a function and to a class",
    cells: [
      "function build() { return build.version; } namespace build { export const version = 2; }",
      "class Host { id = Host.next(); }\nnamespace Host { let last = 0; " +
        "export const next = () => ++last; }",
      "console.log(build(), new Host().id, new Host().id)",
    ],
  },
  {
    name: "cells without semicolons",
    cells: [
      "let asi = 1\nconst list12 = [1, 2]\nasi++\nlet next12 = asi\nconsole.log(asi, next12)",
      "const fn12 = () => asi\nfn12()\nconsole.log(fn12())",
      "asi = 4\n;[asi] = [5]\n;(() => asi++)()\n;`t`.length\nconsole.log(asi, list12)",
      "let u12, w12 = 3\nvar z12 = w12\nclass K12 { a = 1\n  b = 2 }\nconsole.log(u12, z12, new " +
        "K12())",
    ],
  },
  {
    name: "a call on the line after a value",
    cells: [
      "const twice13 = (n: number) => n * 2; let v13 = 1",
      "v13 = 5\ntwice13(v13)\nif (v13) twice13(1)\nelse twice13(2)\ndo twice13(3)\nwhile " +
        "(false)\nconsole.log(v13)",
      "let w13 = v13\ntwice13(2)\nw13++\ntwice13(3)\nconsole.log(w13)",
      "const a13 = v13\ntwice13(1)\nconsole.log(a13)",
    ],
  },
  {
    name: "a call as a body without braces",
    cells: [
      "let calls = 0; const call = () => ++calls; const yes = true",
      "if (yes) call(); else call()",
      "if (!yes) { } else call()\nwhile (calls < 5) call()\nfor (const _ of [1]) call()\nlabel: " +
        "call()",
      "switch (calls) { case 5: call() }\nconst g = () => call()\ng()\nconsole.log(calls)",
    ],
  },
  {
    name: "comments at the end, before and between",
    cells: [
      "// first\nlet commented = 1 // = 2",
      "/* a */ commented /* b */ = /* c */ 3 /* d */ // e",
      "console.log(commented) // the end\n/* really */",
      "commented // shown\n// last",
    ],
  },
  {
    name: "cells of a comment, a type, an interface, or nothing",
    cells: [
      "// only a comment",
      "type OnlyType = { a: number }",
      "interface OnlyInterface { b: string }",
      "",
      "   \n\n",
      "declare const declaredOnly: number;",
      "const typed: OnlyType & OnlyInterface = { a: 1, b: 'x' }; console.log(typed)",
      ";;",
      "export {}",
    ],
  },
  {
    name: "regular expressions and divisions",
    cells: [
      "const re = /[/\\]`${]+\\/(?<name>\\w+)/u; let quotient = 8;",
      "console.log(re.exec('a/]/word')?.groups?.['name'], quotient /2/ 2, `${/}/.test('}')}`)",
      "quotient /= 2; console.log(quotient, 'a/b'.replace(/\\//g, '-'))",
    ],
  },
  {
    name: "template strings with variables of the notebook",
    cells: [
      "let who = 'you', times = 2;",
      "console.log(`hi ${who} ${`${times}${`x${who.length}`}`}\n  line ${times > 1 ? `${who}s` " +
        ": ''}`)",
    ],
  },
  {
    name: "a text that looks like code",
    cells: [
      "const lookalike = 'import x from \"y\"; await 1; let z; export default 3';",
      "console.log(lookalike, `//# sourceMappingURL=nothing`)",
      "const after14 = 'the comment above cuts nothing'; console.log(after14)",
    ],
  },
  {
    name: "comma, conditional and sequence expressions",
    cells: [
      "let c15 = 2, d15 = c15 > 1 ? 'big' : 'small';",
      "c15++, (d15 += '!'); console.log(c15, d15)",
    ],
  },
  {
    name: "using declarations",
    cells: [
      "class Held { constructor(readonly name: string) {} [Symbol.dispose]() { " +
        "console.log('freed', this.name); } }",
      "{ using held = new Held('a'); console.log('uses', held.name); }",
      "function work() { using held = new Held('b'); return held.name; }\nconsole.log(work())",
    ],
  },
  {
    name: "await using in a block",
    cells: [
      "const slow16 = { async [Symbol.asyncDispose]() { await null; console.log('freed later'); " +
        "} };",
      "{ await using held16 = slow16; console.log(held16 === slow16); }",
      "console.log('after')",
    ],
  },
  {
    name: "bigints, numbers with separators, and symbols",
    cells: [
      "let big = 2n ** 64n; const million = 1_000_000, mark = Symbol('mark');",
      "big += 1n; console.log(big, million, mark, typeof big)",
    ],
  },
  {
    name: "satisfies, as, non-null and generics leave nothing behind",
    cells: [
      "const config = { port: 80 } satisfies Record<string, number>; let any17 = config as any;",
      "const id17 = <T,>(value: T): T => value; console.log(id17<number>(any17.port!) + " +
        "(<number>any17.port))",
    ],
  },
  {
    name: "overloads",
    cells: [
      "function over(n: number): number; function over(s: string): string; " +
        "function over(x: number | string) { return x; }",
      "console.log(over(1), over('a'))",
    ],
  },
  {
    name: "sequences of cells that end with an expression",
    cells: [
      "1 + 1",
      "let last18 = 5; last18",
      "last18 + 1;",
      "[last18]",
      "({ last18 })",
      "console.log(last18)",
    ],
  },
  {
    name: "a directive and a text as statements",
    cells: ["'use strict'; let strict19 = 1", "'text'", "console.log(strict19)"],
  },
  {
    name: "Windows line ends",
    cells: [
      "let crlf = 1\r\nconst inc = () => crlf++\r\ninc()\r\n",
      "console.log(crlf)\r\n// " + "end\r\n",
    ],
  },
];

const AWAITS: Sequence[] = [
  { name: "await in brackets", cells: ["await (0);", "console.log(await (1))"] },
  {
    name: "a declaration awaits a call in brackets",
    cells: [
      "const f20 = async () => 5; const x20 = await (f20());",
      "let { y20 } = await ({ y20: 6 }), [z20] = await Promise.all([x20]); " +
        "console.log(x20, y20, z20)",
    ],
  },
  {
    name: "an immediately called async function",
    cells: [
      "await (async () => { await null; console.log('inside'); " + "})();",
      "console.log('after')",
    ],
  },
  {
    name: "the only await is a for await",
    cells: ["for await (const n of [1, 2]) console.log(n)", "console.log('done')"],
  },
  {
    name: "await inside try",
    cells: [
      "try { await Promise.reject(new Error('late')); } catch (e) { console.log(String(e)); } " +
        "finally { console.log(await 'end'); }",
      "try { for await (const n of [Promise.reject(new Error('in loop'))]) console.log(n); } " +
        "catch (e) { console.log((e as Error).message); }",
    ],
  },
  {
    name: "await in many places",
    cells: [
      "const p = Promise.resolve(2); const half = async (n: number) => n / 2;",
      "console.log(`${await p} ${await half(await p)}`, [await p, ...[await p]], { a: await p, " +
        "[await half(4)]: 1 })",
      "if (await p) console.log((await p) + (await p)); let t21 = (await p) > 1 ? await 'y' : " +
        "await 'n'",
      "for (let i = await 0; i < (await 2); i += await 1) console.log(i, t21)",
      "switch (await p) { case await half(4): console.log('no'); break; " +
        "default: console.log('default'); }",
      "console.log(await (await half)(8), -await p, !await p, (await p) ** 2)",
      "console.log((await Promise.resolve(class { a = 1 })).name, typeof await p)",
    ],
  },
  {
    name: "a for await over what can't be iterated",
    cells: [
      "for (const nothing of [undefined, null, 5, {}] as any[]) { try { " +
        "for await (const n of nothing) console.log(n); console.log('passed'); " +
        "} catch (e) { console.log((e as Error).name); } }",
    ],
  },
  {
    name: "a for await over a value in brackets, and one with several values",
    cells: [
      "let seen49 = 0; const list49 = async () => [1, 2];",
      "for await (const n of (await list49())) seen49 += n; console.log(seen49)",
      "for await (const [k, v] of Object.entries({ a: 1 })) console.log(k, v)",
      "for await (seen49 of [8, Promise.resolve(9)]); console.log(seen49)",
    ],
  },
  {
    name: "a for await that is left early doesn't ask for more",
    cells: [
      "const asked: number[] = []; const source50 = { [Symbol.asyncIterator]: () => ({ n: 0, " +
        "async next() { asked.push(++this.n); return { value: this.n, done: false }; }, " +
        "async return() { asked.push(-1); return { value: 0, done: true }; } }) };",
      "outer50: for (;;) for await (const n of source50) if (n === 2) break outer50;",
      "console.log(asked); const f50 = async () => { for await (const n of source50) return n; " +
        "return 0; };",
      "console.log(await f50(), asked)",
    ],
  },
  {
    name: "await and an assignment keep their order",
    cells: [
      "let total = 1; const slowly = async (n: number) => { total += 10; return n; };",
      "total += await slowly(1); console.log(total)",
      "const o22 = { n: 1 }; o22.n += await slowly(2); console.log(o22, total)",
    ],
  },
  {
    name: "promises that are not awaited go on behind the next cell's back",
    cells: [
      "let ready = false; const gate = Promise.resolve().then(() => { ready = true; " +
        "return 'gate'; });",
      "console.log(await gate, ready)",
      "await Promise.allSettled([gate, Promise.reject(1)]).then((all) => " +
        "console.log(all.map((s) => s.status)))",
    ],
  },
  {
    name: "thenables and values that aren't promises",
    cells: [
      "const thenable = { then(resolve: (n: number) => void) { resolve(7); } };",
      "console.log(await thenable, await undefined, await null)",
    ],
  },
  {
    name: "await in nested functions is theirs",
    cells: [
      "const nested = async () => { const a = await 1; const inner = async (b = 2) => (await b) " +
        "+ a; return inner(); };",
      "class Async { async m() { return await nested(); } static async s() { return await 4; } }",
      "console.log(await nested(), await new Async().m(), await Async.s(), await (async () => " +
        "await 5)())",
    ],
  },
  {
    name: "timers",
    cells: [
      "const wait = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));",
      "let ticks = 0; const timer = setInterval(() => { if (++ticks === 3) " +
        "clearInterval(timer); }, 1);",
      "while (ticks < 3) await wait(1); console.log(ticks)",
      "console.log(await new Promise((resolve) => setTimeout((a: string, b: string) => " +
        "resolve(a + b), 1, 'x', 'y')))",
      "clearTimeout(setTimeout(() => console.log('never'), 1)); await wait(5); " +
        "console.log(setTimeout.name)",
    ],
  },
  {
    name: "the order of microtasks and of what is printed",
    cells: [
      "const told: string[] = []; queueMicrotask(() => told.push('micro')); " +
        "Promise.resolve().then(() => told.push('then'));",
      "await null; told.push('after'); console.log(told)",
    ],
  },
];

const EXPORTS: Sequence[] = [
  {
    name: "exports in cells",
    cells: [
      "export const exported = 1; export let e2 = 2, { e3 } = { e3: 3 }; " +
        "export function e4() { return 4; }",
      "export class E5 { n = 5 }\nexport enum E6 { Six = 6 }\nexport type E7 = 7; " +
        "export interface E8 {}",
      "e2++; console.log(exported, e2, e3, e4(), new E5(), E6.Six)",
    ],
  },
  {
    name: "a list of exports",
    cells: [
      "const listed = 1, other24 = 2; export { listed, other24 as renamed " + "};",
      "console.log(listed)",
    ],
  },
  {
    name: "a default export of a name",
    cells: ["export default function dflt() { return 1; }", "console.log(dflt())"],
  },
  {
    name: "a default export in brackets",
    cells: ["let d37 = 0; export default (() => ++d37);", "console.log(d37)"],
  },
  {
    name: "a default export in brackets that awaits",
    cells: ["let d38 = 0; export default (await 1, (d38 = await 2))", "console.log(d38)"],
  },
  {
    name: "a default export of a class without a name",
    cells: ["let d39 = 0; export default class { static n = ++d39 }", "console.log(d39)"],
  },
  {
    name: "a default export of a function without a name",
    cells: ["let d40 = 1; export default async function () { d40++; }", "console.log(d40)"],
  },
  {
    name: "a hashbang",
    cells: ["#!/usr/bin/env node\nlet d41 = 1;", "console.log(d41)"],
  },
  {
    name: "a text that looks like the end of a compiled file",
    cells: [
      "let d42 = `\n//# sourceMappingURL=x.map\n`;",
      "console.log(JSON.stringify(d42)) //# sourceMappingURL=y.map",
    ],
  },
  {
    name: "a byte order mark, and line ends of Windows",
    cells: [
      "\uFEFFlet d43 = `a\r\nb`;\r\n\r\nlet d44 = 2\r\n",
      "console.log(JSON.stringify(d43), d44)",
    ],
  },
];

const IMPORTS: Sequence[] = [
  {
    name: "named, default and namespace imports of Node's modules",
    needsNode: true,
    cells: [
      "import path, { basename as base, extname } from 'node:path'; import * as url from 'url'; " +
        "import 'fs';",
      "console.log(base('/a/b.ts'), extname('b.ts'), path.join('a', 'b'), typeof " +
        "url.fileURLToPath)",
    ],
  },
  {
    name: "a hoisted function uses an import of its cell, and an import stands below its use",
    needsNode: true,
    cells: [
      "console.log(uses25(), join25('a', 'b')); function uses25() { return join25('x', 'y'); } " +
        "import { join as join25 } from 'node:path';",
    ],
  },
  {
    name: "an import as shorthand, as tag, as callee and as a type",
    needsNode: true,
    cells: [
      "import { inspect, type InspectOptions } from 'node:util'; import type { Stats } " +
        "from 'node:fs';",
      "const options: InspectOptions = { depth: 0 }; console.log(inspect({ a: { b: {} } " +
        "}, options), typeof { inspect }.inspect)",
      "let stats: Stats | undefined; console.log(stats)",
    ],
  },
  {
    name: "import() and import.meta",
    needsNode: true,
    cells: [
      "const { join: join26 } = await import('node:path');",
      "console.log(join26('a', 'b'), typeof import.meta, (await import('node:os')).EOL === '\\n')",
      "console.log(new URL('.', import.meta.url).protocol)",
    ],
  },
  {
    name: "the SDK",
    needsNode: true,
    cells: [
      "import { DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb'; " +
        "import { marshall } from '@aws-sdk/util-dynamodb';",
      "console.log(marshall({ a: 1, b: ['x'] }), new GetItemCommand({ TableName: 't', Key: {} " +
        "}).input, typeof DynamoDBClient)",
    ],
  },
  {
    name: "the library",
    needsNode: true,
    cells: [
      "import { Table, int, string } from '../lib';",
      "const Views27 = Table({ name: 'views', fields: { id: string(), n: int() }, partitionKey: " +
        "'id' });",
      "class Mine27 extends Views27 {}\nconsole.log(typeof Mine27, Mine27.name)",
    ],
  },
  {
    name: "live bindings of a module",
    files: { "live.ts": "export let live = 1; export const raiseLive = () => { live++; };" },
    cells: [
      "import { live, raiseLive } from './live'; import * as all28 from './live'; " +
        "const seen = () => live;",
      "raiseLive(); console.log(live, all28.live, seen())",
      "raiseLive(); console.log({ live }, `${live}`)",
    ],
  },
  {
    name: "default and renamed exports of a module",
    files: {
      "mixed.ts":
        "export default class Thing { n = 1 } const a = 2; export { a as renamed29 }; " +
        "export enum E29 { X = 3 }",
    },
    cells: [
      "import Thing29, { renamed29 as b29, E29 } from './mixed'; import { default as again29 } " +
        "from './mixed';",
      "console.log(new Thing29(), b29, E29.X, Thing29 === again29)",
    ],
  },
  {
    name: "a module that uses a module",
    files: {
      "inner.ts": "export const base30 = 4;",
      "outer.ts":
        "import { base30 } from './inner'; export const doubled = base30 * 2; " +
        "export * from './inner';",
    },
    cells: ["import { doubled, base30 } from './outer';", "console.log(doubled, base30)"],
  },
  {
    name: "exports from a module",
    files: { "again.ts": "export const from31 = 1;" },
    cells: ["export { from31 } from './again'; export * from './again'; console.log('ran')"],
  },
];

const ONCE_ONLY = "A module declares a name once.";
const ENDS = "A module ends where it throws.";

const REDECLARATIONS: Sequence[] = [
  {
    name: "let and const again",
    because: ONCE_ONLY,
    cells: [
      "let again1 = 1; const again2 = 'a'; const readAgain = () => [again1, again2];",
      "let again1 = 2; const again2 = 'b'; console.log(readAgain(), again1, again2)",
      "const again1 = 3; let again2 = 'c'; again2 += 'd'; console.log(readAgain())",
      "var again1 = 4; console.log(readAgain())",
    ],
    prints: "[ 2, 'b' ] 2 b\n[ 3, 'cd' ]\n[ 4, 'cd' ]\n",
  },
  {
    name: "a let without a value is undefined again",
    because: ONCE_ONLY,
    cells: [
      "let reset: number | undefined = " + "5;",
      "let reset: number | undefined;",
      "console.log(reset)",
    ],
    prints: "undefined\n",
  },
  {
    name: "a function again is the one that earlier cells call",
    because: ONCE_ONLY,
    cells: [
      "function renewed() { return 'old'; } const callsRenewed = () => renewed();",
      "function renewed() { return 'new'; }",
      "console.log(renewed(), callsRenewed())",
      "const renewed = () => 'arrow'; console.log(callsRenewed())",
    ],
    prints: "new new\narrow\n",
  },
  {
    name: "a class again: old instances keep theirs, new ones get the new",
    because: ONCE_ONLY,
    cells: [
      "class Renewed { hi() { return 1; } } const oldOne = new Renewed(); " +
        "const make32 = () => new Renewed();",
      "class Renewed { hi() { return 2; } }",
      "console.log(oldOne.hi(), new Renewed().hi(), make32().hi(), oldOne instanceof Renewed)",
      "let Renewed = 5; console.log(Renewed)",
    ],
    prints: "1 2 2 false\n5\n",
  },
  {
    name: "an enum again is the new one only",
    because: "A module's enums of one name are merged; a cell that runs again replaces its enum.",
    cells: ["enum Again { A = 1, Gone = 2 }", "enum Again { A = 5 }", "console.log(Again)"],
    prints: "{ '5': 'A', A: 5 }\n",
  },
  {
    name: "a namespace again is the new one only",
    because:
      "A module's namespaces of one name are merged; a cell that runs again replaces its " + "own.",
    cells: [
      "namespace Space { export const a = 1; }",
      "namespace Space { export const b = 2; }",
      "console.log(Space)",
    ],
    prints: "{ b: 2 }\n",
  },
  {
    name: "an import again, and an import of a name that a cell declared",
    because: ONCE_ONLY,
    needsNode: true,
    cells: [
      "import { join } from 'node:path'; const joins = () => typeof join;",
      "import { join } from 'node:path'; console.log(join('a', 'b'), joins())",
      "const join = 5; console.log(join, joins())",
      "import { join } from 'node:path'; console.log(join('c', 'd'), joins())",
    ],
    prints: "a/b function\n5 number\nc/d function\n",
  },
  {
    name: "a variable, then an import, then a variable again: it stays one",
    because: ONCE_ONLY,
    files: { "one.ts": "export const one47 = 'imported';" },
    cells: [
      "let one47: unknown = 1; const see47 = () => one47;",
      "import { one47 } from './one'; const see48 = () => one47; console.log(see47(), see48())",
      "let one47: unknown = 5; console.log(see47(), see48()); one47 = 6; " +
        "console.log(see47(), see48())",
      "import { one47 } from './one'; console.log(see47(), see48(), one47)",
    ],
    prints: "imported imported\n5 5\n6 6\nimported imported imported\n",
  },
  {
    name: "a cell runs again",
    because: ONCE_ONLY,
    cells: [
      "let run33 = 0; const up33 = () => ++run33; class Run33 {} function f33() { return run33; }",
      "up33(); up33(); console.log(run33)",
      "let run33 = 0; const up33 = () => ++run33; class Run33 {} function f33() { return run33; }",
      "up33(); console.log(run33, f33())",
    ],
    prints: "2\n1 1\n",
  },
  {
    name: "a destructuring declaration again",
    because: ONCE_ONLY,
    cells: [
      "let { d34, ...rest34 } = { d34: 1, x: 2 }; const see34 = () => [d34, rest34];",
      "let { d34, ...rest34 } = { d34: 5, y: 6 }; console.log(see34())",
    ],
    prints: "[ 5, { y: 6 } ]\n",
  },
  {
    name: "a constant that becomes a variable can be assigned to, in later cells",
    because: ONCE_ONLY,
    cells: [
      "const fixed35 = 1;",
      "let fixed35 = 2; fixed35++; console.log(fixed35)",
      "fixed35 = 9; console.log(fixed35)",
    ],
    prints: "3\n9\n",
  },
  {
    name: "a value made from the one before",
    because: ONCE_ONLY,
    cells: [
      "let step36 = 1; const grow = (n: number) => n + 1;",
      "step36 = grow(step36); " + "console.log(step36)",
      "step36 = grow(step36); console.log(step36)",
    ],
    prints: "2\n3\n",
  },
  {
    name: "a type and an interface again",
    because: ONCE_ONLY,
    cells: [
      "type T37 = { a: number }; interface I37 { a: number } const v37: T37 & I37 = { a: 1 };",
      "type T37 = { b: string }; interface I37 { b: string } const w37: T37 & I37 = { b: 'x' };",
      "console.log(v37.a, w37.b)",
    ],
    prints: "1 x\n",
  },
  {
    name: "a local name instead of the engine's",
    because: "A later cell gives the name another meaning, and a module has one.",
    cells: [
      "console.log(typeof structuredClone)",
      "const structuredClone = 'mine'; console.log(structuredClone)",
      "const setTimeout = 'mine, too'; console.log(setTimeout)",
      "const setTimeout = globalThis.setTimeout; await new Promise<void>((resolve) => " +
        "setTimeout(resolve, 1)); console.log('waited')",
    ],
    prints: "function\nmine\nmine, too\nwaited\n",
  },
];

const FAILURES: Sequence[] = [
  {
    name: "what ran before an error stays",
    because: ENDS,
    cells: [
      "let before38 = 1; const fn38 = () => before38; before38 = 2; throw new Error('here'); " +
        "let behind38 = 3;",
      "before38++; console.log(before38, fn38())",
    ],
    prints: "3 3\n",
  },
  {
    name: "imports of a cell that failed stay",
    because: ENDS,
    needsNode: true,
    cells: [
      "import { basename } from 'node:path'; throw new Error('here')",
      "console.log(basename('/a/b'))",
    ],
    prints: "b\n",
  },
  {
    name: "functions and classes of a cell that failed",
    because: ENDS,
    cells: [
      "class Stays {} (null as any).x; class NotReached {} function hoisted39() { return " +
        "'hoisted'; }",
      "console.log(typeof Stays, hoisted39())",
      "try { NotReached; } catch (e) { console.log(String(e)); }",
    ],
    prints: "function hoisted\nReferenceError: Cannot access 'NotReached' before initialization\n",
  },
  {
    name: "a variable that an error kept from its value can be declared again",
    because: ENDS,
    cells: [
      "const failing = () => { throw new Error('no'); }; const never40: number = failing(); ",
      "try { console.log(never40); } catch (e) { console.log(String(e)); }",
      "const never40 = 5; console.log(never40)",
    ],
    prints: "ReferenceError: Cannot access 'never40' before initialization\n5\n",
  },
  {
    name: "an error in the middle of an await",
    because: ENDS,
    cells: [
      "let reached = 'start'; reached = await 'awaited'; await Promise.reject(new Error('no')); " +
        "reached = 'end';",
      "console.log(reached)",
    ],
    prints: "awaited\n",
  },
  {
    name: "a variable keeps its value when the cell that declares it again fails",
    because: ENDS,
    cells: ["let kept41 = 1;", "throw new Error('before'); let kept41 = 2;", "console.log(kept41)"],
    prints: "1\n",
  },
  {
    name: "an error in a pattern keeps what was assigned",
    because: ENDS,
    cells: ["let p42 = 0, q42 = 0;", "[p42, { q42 }] = [5, null as any];", "console.log(p42, q42)"],
    prints: "5 0\n",
  },
  {
    name: "a cell with a type error doesn't run at all",
    because: "A module with a type error isn't started.",
    cells: [
      "let notRun = 1;",
      "notRun = 2; const wrong: number = 'x'; let only43 = 1;",
      "console.log(notRun); const only43 = 'free'; console.log(only43)",
    ],
    prints: "1\nfree\n",
  },
  {
    name: "a cell with a syntax error doesn't run at all",
    because: "A module with a syntax error isn't started.",
    cells: ["let notRun44 = 1;", "notRun44 = 2; if (", "console.log(notRun44)"],
    prints: "1\n",
  },
  {
    name: "a constant can't be assigned to, not even behind TypeScript's back",
    because: "The kernel names the constant; the engine doesn't in all cases.",
    cells: [
      "const fixed45 = 1; const assign45 = () => { (fixed45 as any) = 2; };",
      "try { assign45(); } catch (e) { console.log(String(e)); }",
      "try { (fixed45 as any)++; } catch (e) { console.log(String(e)); }",
      "try { [fixed45 as any] = [5]; } catch (e) { console.log(String(e)); } console.log(fixed45)",
    ],
    prints: "TypeError: Assignment to constant variable 'fixed45'.\n".repeat(3) + "1\n",
  },
  {
    name: "an import can't be assigned to",
    because: "The kernel's message names the import in its own words.",
    files: { "fixed.ts": "export let fixed46 = 1;" },
    cells: [
      "import { fixed46 } from './fixed';",
      "try { (fixed46 as any) = 2; } catch (e) { console.log(String(e)); } console.log(fixed46)",
    ],
    prints: "TypeError: Assignment to constant variable 'fixed46'.\n1\n",
  },
];

const DEAD_ZONES: Sequence[] = [
  {
    name: "a let can't be read before its line",
    cells: [
      "const readTdz = () => tdz1; try { readTdz(); } catch (e) { console.log(String(e)); } " +
        "let tdz1 = 1;",
      "console.log(readTdz())",
    ],
  },
  {
    name: "a let can't be assigned to before its line",
    cells: [
      "const writeTdz = () => { tdz2 = 5; }; try { writeTdz(); } " +
        "catch (e) { console.log(String(e)); } let tdz2 = 1;",
      "writeTdz(); console.log(tdz2)",
    ],
  },
  {
    name: "classes and constants have a dead zone, too",
    cells: [
      "const makeTdz = () => new Tdz3(); const constTdz = () => tdz4; " +
        "for (const read of [makeTdz, constTdz]) " +
        "try { read(); } catch (e) { console.log(String(e)); }\nclass Tdz3 {} const tdz4 = 1;",
      "console.log(makeTdz(), constTdz())",
    ],
  },
  {
    name: "the dead zone of a pattern, and of typeof",
    cells: [
      "const readTdz5 = () => typeof tdz5; try { readTdz5(); } " +
        "catch (e) { console.log(String(e)); } " +
        "const [tdz5 = 4] = [] as number[];",
      "console.log(readTdz5())",
    ],
  },
  {
    name: "a var has none",
    cells: [
      "const readVar = () => var46; console.log(readVar()); " + "var var46 = 1;",
      "console.log(readVar())",
    ],
  },
];

export const SEQUENCES: readonly Sequence[] = [
  ...VARIABLES,
  ...DESTRUCTURING,
  ...FUNCTIONS,
  ...CLASSES,
  ...STATEMENTS,
  ...AWAITS,
  ...EXPORTS,
  ...IMPORTS,
  ...REDECLARATIONS,
  ...FAILURES,
  ...DEAD_ZONES,
];
