import { describe, expect, it } from 'vitest';
import { plainItem } from '../../../extension/src/infrastructure/presentation/plainObjects.ts';
import { plain, plainLines, plainMarkdown } from '../../../extension/src/infrastructure/text/plainText.ts';

const ranges = [
  [0x00, 0x1f],
  [0x7f, 0x9f],
  [0xad, 0xad],
  [0x34f, 0x34f],
  [0x61c, 0x61c],
  [0x115f, 0x1160],
  [0x17b4, 0x17b5],
  [0x180b, 0x180f],
  [0x200b, 0x200f],
  [0x2028, 0x202e],
  [0x2060, 0x206f],
  [0x2800, 0x2800],
  [0x3164, 0x3164],
  [0xfe00, 0xfe0f],
  [0xfeff, 0xfeff],
  [0xffa0, 0xffa0],
  [0xfff0, 0xfffb],
  [0xd800, 0xd800],
  [0xdfff, 0xdfff],
  [0x1d173, 0x1d17a],
  [0xe0000, 0xe0fff],
] as const;

describe('plain text for the user interface', () => {
  it('contains no invisible or bidirectional characters', () => {
    for (const [first, last] of ranges) {
      for (let code = first; code <= last; code++) {
        expect(plain(`a${String.fromCodePoint(code)}b`).replace(' ', ''), code.toString(16)).toBe('ab');
      }
    }
  });

  it('stays on one line and keeps words apart', () => {
    expect(plain('one\r\ntwo\u2028three\tfour\u0085five')).toBe('one two three four five');
  });

  it.each([
    '[x](command:y)',
    '[x](command:y "title")',
    "[x](https://a.example 'title')",
    '[[x](command:y)](command:z)',
    '[x]\u200b(command:y)',
    '[x]\u0000\u202e(command:y)',
    '![x](https://a.example/x.png)',
    '[x](file:///etc/passwd)',
  ])('contains no link: %j', (text) => {
    expect(plain(text)).not.toMatch(/\]\(/);
    expect(plain(plain(text))).toBe(plain(text));
  });

  it.each(['$(shield) PRODUCTION', '$\u200b(shield)', '\\$(sync~spin)'])('contains no icon: %j', (text) => {
    expect(plain(text)).not.toContain('$(');
  });

  it('is otherwise unchanged', () => {
    const text = "Grüße, 東京 👍: arn:aws:iam::1:role/a+b=,.@-_/c (100 %) <x> & 'y' [1] $x";
    expect(plain(text)).toBe(text);
  });
});

it('keeps the lines of a multi-line text', () => {
  expect(plainLines('one\u001b[31m\r\ntwo\u202e\nthree')).toBe('one[31m\ntwo\nthree');
});

describe('an item of the user interface', () => {
  it('is the same object if it needs no change, because VS Code recognizes its own button by reference', () => {
    const back = { iconPath: 'arrow-left' };
    const item = { label: 'dev', buttons: [back] };
    expect(plainItem(back)).toBe(back);
    expect(plainItem(item)).toBe(item);
  });

  it('is always the same copy if a text of the item or of its buttons needs a change', () => {
    const item = { label: '[x](command:y)', buttons: [{ tooltip: '$(error)' }] };
    const copy = plainItem(item);
    expect(copy).toEqual({ label: '[x] (command:y)', buttons: [{ tooltip: '$ (error)' }] });
    expect(plainItem(item)).toBe(copy);
    expect(plainItem(copy)).toBe(copy);
    expect(item.label).toBe('[x](command:y)');
  });
});

describe('a text in Markdown', () => {
  it.each([
    '<command:roleassist.endSession?x>',
    '<https://evil.example/x>',
    'https://evil.example/x',
    'www.evil.example',
    'x@evil.example',
    '[x](command:y)',
    '**bold** _it_ `code` # heading | table ~~gone~~ $(error)',
    '<img src=x onerror=alert(1)>',
    '&lt;b&gt;',
    '\\[x\\](y)',
    '1. item',
  ])('contains only letters and character references: %j', (text) => {
    const markdown = plainMarkdown(text);
    expect(markdown).toMatch(/^(?:[\p{L}\p{N} ]|&#\d+;)*$/u);
    const read = markdown.replaceAll(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)));
    expect(read).toBe(text);
  });
});
