import { QuickPickItemKind, type QuickPickItem } from 'vscode';

/** An item with additional keywords that are searched but not shown. */
export interface SearchItem extends QuickPickItem {
  readonly keywords?: readonly (string | undefined)[];
}

/**
 * Returns the items that match but that VS Code's own filter would hide: those that contain all words in any order. If
 * no item contains the text, returns those whose label contains its letters in the same order.
 */
export function searchBeyondFilter<T extends SearchItem>(text: string, items: readonly T[]): T[] {
  const words = wordsOf(text);
  if (words.length === 0) {
    return [];
  }
  const wanted = text.trim().toLowerCase();
  const hidden = items.filter((item) => item.kind !== QuickPickItemKind.Separator && !isFiltered(wanted, item));
  const found = hidden.filter((item) => words.every((word) => contains(item, word)));
  const hasFiltered = hidden.length < items.filter(({ kind }) => kind !== QuickPickItemKind.Separator).length;
  return (
    found.length > 0 || hasFiltered
      ? found
      : hidden.filter(({ label }) => words.every((word) => hasLetters(label.toLowerCase(), word)))
  ).slice(0, maxItems);
}

/** Whether an item is shown for a text, by VS Code's filter or by this search. */
export function isFound(text: string, item: SearchItem): boolean {
  const words = wordsOf(text);
  return (
    isFiltered(text.trim().toLowerCase(), item) ||
    words.every((word) => contains(item, word)) ||
    words.every((word) => hasLetters(item.label.toLowerCase(), word))
  );
}

/** The most items to add to the list. */
const maxItems = 100;

function wordsOf(text: string): string[] {
  return text.toLowerCase().split(/\s+/).filter(Boolean);
}

function isFiltered(wanted: string, { label, description, detail }: SearchItem): boolean {
  return [label, description, detail].some((shown) => shown?.toLowerCase().includes(wanted));
}

function contains({ label, description, detail, keywords = [] }: SearchItem, word: string): boolean {
  return [label, description, detail, ...keywords].some((known) => known?.toLowerCase().includes(word));
}

function hasLetters(text: string, letters: string): boolean {
  let from = 0;
  return Array.from(letters).every((letter) => {
    const at = text.indexOf(letter, from);
    from = at + letter.length;
    return at >= 0;
  });
}
