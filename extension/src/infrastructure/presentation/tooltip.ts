import * as vscode from 'vscode';
import { plainMarkdown } from '../text/plainText.ts';

/** A command that a tooltip links to. */
export interface Link {
  readonly title: string;
  readonly command: string;
}

/** Builds a tooltip. All inputs are plain text: links, icons and Markdown in them are escaped. */
export class Tooltip {
  private readonly lines: string[] = [];

  constructor(private readonly enabledCommands: readonly string[] = []) {}

  heading(text: string, ...marks: (string | undefined)[]): this {
    const shown = marks.filter((mark) => mark !== undefined).map((mark) => ` — **${plainMarkdown(mark)}**`);
    return this.add(`**${plainMarkdown(text)}**${shown.join('')}\n\n`);
  }

  warning(text: string | undefined): this {
    return text ? this.add(`$(warning) ${plainMarkdown(text)}\n\n`) : this;
  }

  /** Adds a line for each fact that has a value. */
  facts(...facts: readonly (readonly [name: string, value: string | undefined])[]): this {
    for (const [name, value] of facts) {
      if (value) {
        this.add(`- ${plainMarkdown(name)}: ${plainMarkdown(value)}\n`);
      }
    }
    return this.add('\n');
  }

  links(links: readonly Link[], ...args: readonly object[]): this {
    const query = args.length > 0 ? `?${encoded(JSON.stringify(args))}` : '';
    const all = links.map(({ title, command }) => `[${plainMarkdown(title)}](command:${command}${query})`);
    return this.add(`${all.join(' · ')}\n\n`);
  }

  rule(): this {
    return this.add('---\n\n');
  }

  toMarkdown(): vscode.MarkdownString {
    const markdown = new vscode.MarkdownString(this.lines.join(''), true);
    markdown.isTrusted = this.enabledCommands.length > 0 ? { enabledCommands: this.enabledCommands } : false;
    return markdown;
  }

  private add(line: string): this {
    this.lines.push(line);
    return this;
  }
}

/** Escapes a text for a property that VS Code renders as Markdown. */
export function textAsMarkdown(text: string): vscode.MarkdownString {
  return new vscode.MarkdownString(plainMarkdown(text));
}

/** A closing parenthesis would end the link. */
function encoded(text: string): string {
  return encodeURIComponent(text).replaceAll('(', '%28').replaceAll(')', '%29');
}
