/**
 * Characters that a person cannot see, or that change how others are shown: controls, formatting (bidirectional among
 * them), line and paragraph separators, lone surrogates, what Unicode says is ignored by default (UAX #44), and the blank
 * of braille.
 */
const unseen = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\u2800]/gu;

/** What ends or parts lines. It leaves a space, so that words do not run together. */
const breaks = /[\t\n\v\f\r\u0085\u2028\u2029]+/g;

/**
 * A text for VS Code's interface that is only a text, on one line. VS Code turns `[text](target)` into a link in
 * notifications and prompts, one that may run any command, and `$(name)` into an icon in labels.
 */
export function plain(text: string): string {
  return visible(text).replaceAll('](', '] (').replaceAll('$(', '$ (');
}

/** The same for what may have several lines and has no links or icons: logs and documents. */
export function plainLines(text: string): string {
  return text.split(/\r?\n/).map(visible).join('\n');
}

/** The same for Markdown, in which every mark becomes a character reference: of those VS Code makes nothing. */
export function plainMarkdown(text: string): string {
  return visible(text).replaceAll(/[^\p{L}\p{N} ]/gu, (mark) => `&#${mark.codePointAt(0) ?? 0};`);
}

function visible(text: string): string {
  return text.replaceAll(breaks, ' ').replaceAll(unseen, '');
}
