import * as vscode from 'vscode';
import { PromptClosedError } from '../commands/errors.ts';

/** A list to pick from that can do more than be picked from. */
export interface List<T extends vscode.QuickPickItem> {
  readonly title: string;
  readonly placeholder: string;
  /** The items, which are handed over once: VS Code filters them as the person types. */
  readonly items: (token: vscode.CancellationToken) => Promise<readonly T[]>;
  readonly many?: boolean;
  readonly buttons?: readonly vscode.QuickInputButton[];
  /** What stands in the input field from the start. */
  readonly value?: string;
  readonly step?: { readonly number: number; readonly of: number };
  /** Called when the items are there, and for each text that is typed from then on. */
  readonly onType?: (text: string, list: vscode.QuickPick<T>) => void;
}

/** What the person did: picked items, pressed a button of the list, or the button of an item. */
export type ListAnswer<T> =
  { readonly picked: readonly T[] } | { readonly button: vscode.QuickInputButton } | { readonly buttonOf: T };

/** Shows a list at once, and its items when they are there. */
export async function showList<T extends vscode.QuickPickItem>(options: List<T>): Promise<ListAnswer<T>> {
  const list = vscode.window.createQuickPick<T>();
  const cancellation = new vscode.CancellationTokenSource();
  const { title, placeholder, buttons = [], value = '', many = false, step, onType } = options;
  Object.assign(list, { title, placeholder, buttons, value, canSelectMany: many, busy: true });
  Object.assign(list, { matchOnDescription: true, matchOnDetail: true, step: step?.number, totalSteps: step?.of });
  try {
    return await new Promise((resolve, reject) => {
      list.onDidAccept(() => {
        if (list.selectedItems.length > 0) {
          resolve({ picked: list.selectedItems });
        }
      });
      list.onDidTriggerButton((button) => {
        resolve({ button });
      });
      list.onDidTriggerItemButton(({ item }) => {
        resolve({ buttonOf: item });
      });
      list.onDidHide(() => {
        reject(new PromptClosedError());
      });
      list.onDidChangeValue((text) => {
        if (!list.busy) {
          onType?.(text, list);
        }
      });
      list.show();
      options.items(cancellation.token).then((items) => {
        list.busy = false;
        list.items = items;
        onType?.(list.value, list);
      }, reject);
    });
  } finally {
    cancellation.cancel();
    cancellation.dispose();
    list.dispose();
  }
}
