/**
 * Characters that are invisible or change how others are displayed: controls, format characters (including
 * bidirectional ones), line and paragraph separators, lone surrogates, default ignorable code points (UAX #44), and the
 * blank Braille pattern.
 */
const unseen = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\u2800]/gu;

/** Line breaks and tabs. They become a space, so that words do not run together. */
const breaks = /[\t\n\v\f\r\u0085\u2028\u2029]+/g;

/**
 * Converts text from outside to plain text on one line for VS Code's user interface. VS Code turns `[text](target)`
 * into a link in notifications and prompts, which may run any command, and `$(name)` into an icon in labels.
 */
export function plain(text: string): string {
  return visible(text).replaceAll('](', '] (').replaceAll('$(', '$ (');
}

/** The same for logs and documents, which may have several lines and render no links or icons. */
export function plainLines(text: string): string {
  return text.split(/\r?\n/).map(visible).join('\n');
}

/** The same for Markdown. Every special character becomes a character reference, which VS Code does not interpret. */
export function plainMarkdown(text: string): string {
  return visible(text).replaceAll(/[^\p{L}\p{N} ]/gu, (mark) => `&#${mark.codePointAt(0) ?? 0};`);
}

function visible(text: string): string {
  return text.replaceAll(breaks, ' ').replaceAll(unseen, '');
}
