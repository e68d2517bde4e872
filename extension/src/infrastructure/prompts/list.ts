import * as vscode from 'vscode';
import { showPrompt, type Prompt } from './showPrompt.ts';

/** A list to pick from that can do more than be picked from. */
export interface List<T extends vscode.QuickPickItem> extends Prompt {
  /** The items, which are handed over once: VS Code filters them as the person types. */
  readonly items: (token: vscode.CancellationToken) => Promise<readonly T[]>;
  /** The item that the keyboard is on when the items are there; the first where there is none. */
  readonly active?: T | undefined;
  readonly many?: boolean;
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
  const { many = false, active, onType } = options;
  Object.assign(list, { canSelectMany: many, matchOnDescription: true, matchOnDetail: true, busy: true });
  try {
    return await showPrompt<ListAnswer<T>>(list, options, (answer, fail) => {
      list.onDidAccept(() => {
        if (list.selectedItems.length > 0) {
          answer({ picked: list.selectedItems });
        }
      });
      list.onDidTriggerItemButton(({ item }) => {
        answer({ buttonOf: item });
      });
      list.onDidChangeValue((text) => {
        if (!list.busy) {
          onType?.(text, list);
        }
      });
      options.items(cancellation.token).then((items) => {
        list.busy = false;
        list.items = items;
        if (active) {
          list.activeItems = [active];
        }
        onType?.(list.value, list);
      }, fail);
    });
  } finally {
    cancellation.cancel();
    cancellation.dispose();
  }
}
