import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { textsIn } from './support/texts.ts';

const file = (path: string) => fileURLToPath(new URL(`../../../${path}`, import.meta.url));
const bundle = file('l10n/bundle.l10n.json');
const texts = [...new Set(textsIn(file('extension/src')))].sort();

// UPDATE_L10N=1 rewrites the bundle.
it('contains exactly the texts of the extension in the localization bundle', () => {
  if (process.env.UPDATE_L10N === '1') {
    writeFileSync(bundle, `${JSON.stringify(Object.fromEntries(texts.map((text) => [text, text])), null, 2)}\n`);
  }
  const written = JSON.parse(readFileSync(bundle, 'utf8')) as Record<string, string>;
  expect(Object.keys(written)).toEqual(texts);
  expect(Object.entries(written).filter(([key, text]) => key !== text)).toEqual([]);
});

it.each(texts)('%j numbers its placeholders without gaps', (text) => {
  const places = [...text.matchAll(/\{(\d+)\}/g)].map(([, number]) => Number(number));
  expect([...new Set(places)].sort()).toEqual([...new Set(places)].map((_, index) => index));
});
