import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { beginning, cut, cutText } from "./cut";
import { brief } from "./brief";
import { escapeHtml, escapeInvisible, textHtml, visibleLines } from "./escape";
import { literal } from "./literal";

const FAMILY = "👨‍👩‍👧‍👦";
const FLAG = "🇵🇹";
const ACCENTED = "e\u0301";

describe("invisible characters", () => {
  test("become escape sequences: controls, halves of characters, directions, spaces without a width", () => {
    for (const char of [
      "\0",
      "\b",
      "\r",
      "\x1b",
      "\x7f",
      "\x85",
      "\ud83d",
      "\ude00",
      "\u061c",
      "\u200b",
      "\u200e",
      "\u2028",
      "\u202e",
      "\u2066",
      "\ufeff",
    ]) {
      const code = `\\u{${char.codePointAt(0)?.toString(16)}}`;
      for (const show of [escapeInvisible, visibleLines, escapeHtml])
        assert.equal(show(`a${char}b`), `a${code}b`);
      assert.ok(!literal([char, { [char]: 1 }, Symbol(char), new Error(char)]).includes(char));
    }
  });

  test("what people write stays: emoji of several parts, accents, right-to-left scripts, a tab between lines", () => {
    for (const text of [FAMILY, FLAG, ACCENTED, "שלום", "می‌خواهم", "क्‍ष", "\u00a0", "\ufffd"])
      for (const show of [escapeInvisible, visibleLines, escapeHtml])
        assert.equal(show(text), text);
    assert.equal(visibleLines("a\n\tb"), "a\n\tb");
    assert.equal(escapeInvisible("a\n\tb"), "a\\u{a}\\u{9}b");
  });

  test("are written in a literal so that TypeScript reads the same text", () => {
    const text = "a\u202eb\u009bc\u200bd";
    assert.equal(eval(literal(text)), text);
  });
});

test("HTML keeps white space that it would drop", () => {
  const kept = (text: string) => `<span style="white-space:pre-wrap">${text}</span>`;
  for (const text of [" a", "a ", "a  b", "a\nb", "a\tb", " "])
    assert.equal(textHtml(text), kept(text));
  assert.equal(textHtml("a b"), "a b");
});

describe("a text that is cut", () => {
  test("ends with a whole character", () => {
    for (const char of ["😀", FAMILY, FLAG, ACCENTED]) {
      const text = char.repeat(100);
      for (let limit = char.length; limit < 60; limit++) {
        const whole = Math.floor(limit / char.length);
        assert.equal(beginning(text, limit), char.repeat(whole));
        assert.equal(beginning(`a${text}`, limit + 1), `a${char.repeat(whole)}`);
        assert.equal(cut(text, limit).shown, char.repeat(whole));
      }
      for (let more = 0; more < 12; more++) {
        assert.ok(brief("a".repeat(more) + text).isWellFormed());
        assert.ok(cutText("a".repeat(more) + text, 80).isWellFormed());
      }
    }
  });

  test("is cut also if all of it is one character", () => {
    const text = `a${"\u0301".repeat(5000)}`;
    assert.equal(beginning(text, 100).length, 100);
  });
});

test("a message has a value's own white space", () => {
  assert.equal(brief("a   b"), '"a   b"');
  assert.equal(brief({ a: "  ", b: [1, 2] }), '{ a: "  ", b: [ 1, 2 ] }');
});
