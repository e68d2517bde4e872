import * as vscode from 'vscode';
import { plain } from '../text/plainText.ts';
import { plainItem, plainObject } from './plainObjects.ts';

/**
 * Wrappers for the parts of VS Code's user interface that show text from outside. They convert it to plain text: see
 * `plain`.
 */
export function createQuickPick<T extends vscode.QuickPickItem>(): vscode.QuickPick<T> {
  return plainObject(vscode.window.createQuickPick<T>());
}

export function showQuickPick<T extends vscode.QuickPickItem>(
  items: readonly T[],
  options: vscode.QuickPickOptions,
): Thenable<T | undefined> {
  return vscode.window.showQuickPick(items.map(plainItem), plainItem(options));
}

export function createInputBox(): vscode.InputBox {
  return plainObject(vscode.window.createInputBox());
}

/** The contents of a status bar item. */
export interface StatusText {
  readonly icon: string;
  readonly text: string;
  /** The text for screen readers. */
  readonly accessibleLabel: string;
  readonly background: vscode.ThemeColor | undefined;
  readonly tooltip: vscode.MarkdownString;
}

/** An item of the status bar. */
export class StatusItem implements vscode.Disposable {
  private readonly item: vscode.StatusBarItem;

  constructor(id: string, name: string, command: string) {
    this.item = vscode.window.createStatusBarItem(id, vscode.StatusBarAlignment.Left);
    Object.assign(this.item, { name, command });
  }

  show({ icon, text, accessibleLabel, background, tooltip }: StatusText): void {
    this.item.text = `$(${icon}) ${plain(text)}`;
    this.item.accessibilityInformation = { label: plain(accessibleLabel) };
    this.item.backgroundColor = background;
    this.item.tooltip = tooltip;
    this.item.show();
  }

  hide(): void {
    this.item.hide();
  }

  dispose(): void {
    this.item.dispose();
  }
}

/** The contents of a row in a view. */
export interface Row {
  readonly label: string;
  readonly collapsibleState?: vscode.TreeItemCollapsibleState;
  readonly id?: string;
  readonly description?: string;
  readonly icon?: vscode.ThemeIcon;
  readonly tooltip?: readonly (string | undefined)[];
  /** The kind of row, for the `when` clauses of the manifest. */
  readonly contextValue: string;
  /** The text for screen readers. */
  readonly accessibleLabel: string;
  readonly command?: vscode.Command | undefined;
}

export function treeItem(row: Row): vscode.TreeItem {
  const { label, collapsibleState, id, description, icon, tooltip, contextValue, accessibleLabel, command } = row;
  const item = new vscode.TreeItem(plain(label), collapsibleState);
  return Object.assign(item, {
    contextValue,
    accessibilityInformation: { label: plain(accessibleLabel) },
    ...(id === undefined ? {} : { id }),
    ...(description === undefined ? {} : { description: plain(description) }),
    ...(icon ? { iconPath: icon } : {}),
    ...(tooltip ? { tooltip: tooltip.flatMap((line) => (line ? [plain(line)] : [])).join('\n') } : {}),
    ...(command ? { command } : {}),
  });
}
