import * as vscode from 'vscode';
import { plainItem } from '../presentation/plainObjects.ts';
import { createQuickPick } from '../presentation/widgets.ts';
import { isFound, searchBeyondFilter, type SearchItem } from './search.ts';
import { showPrompt, type Prompt } from './showPrompt.ts';

/** The options of a list with buttons, search and several selections. */
export interface List<T extends SearchItem> extends Prompt {
  /** Loads the items, which VS Code filters as the user types. */
  readonly items: (token: vscode.CancellationToken) => Promise<readonly T[]>;
  /** The item that has the focus when the items are loaded; by default the first. */
  readonly active?: T | undefined;
  readonly canPickMany?: boolean;
  /** Returns whether an item of a list that accepts several is selected at first; by default none is. */
  readonly isSelected?: (item: T) => boolean;
  /** Whether the user can accept without a selection. */
  readonly allowEmpty?: boolean;
  /** Returns the items to show above all others, regardless of VS Code's filter, for the text that the user typed. */
  readonly itemsAbove?: (text: string, list: vscode.QuickPick<T>) => readonly T[];
  /** The label to show when nothing matches. */
  readonly emptyLabel?: string;
}

/** The user's answer: selected items, a button of the list, or the button of an item. */
export type ListAnswer<T> =
  | { readonly picked: readonly T[] }
  | { readonly button: vscode.QuickInputButton }
  | { readonly buttonOf: T; readonly pressed: vscode.QuickInputButton };

/** Shows a list immediately and fills it when the items are loaded. */
export async function showList<T extends SearchItem>(options: List<T>): Promise<ListAnswer<T>> {
  const list = createQuickPick<T>();
  const cancellation = new vscode.CancellationTokenSource();
  const { canPickMany = false, allowEmpty = false, active, isSelected } = options;
  Object.assign(list, { canSelectMany: canPickMany, matchOnDescription: true, matchOnDetail: true, busy: true });
  try {
    return await showPrompt<ListAnswer<T>>(list, options, (answer, fail) => {
      const listArrangement = new ListArrangement(list, options);
      list.onDidAccept(() => {
        if (
          (allowEmpty || list.selectedItems.length > 0) &&
          list.selectedItems.every((item) => listArrangement.matches(item))
        ) {
          answer({ picked: list.selectedItems });
        }
      });
      list.onDidTriggerItemButton(({ item, button }) => {
        answer({ buttonOf: item, pressed: button });
      });
      list.onDidChangeValue(() => {
        listArrangement.update();
      });
      options.items(cancellation.token).then((items) => {
        list.busy = false;
        listArrangement.initialize(items);
        if (active) {
          list.activeItems = [plainItem(active)];
        }
        if (isSelected) {
          list.selectedItems = items.filter(isSelected).map(plainItem);
        }
      }, fail);
    });
  } finally {
    cancellation.cancel();
    cancellation.dispose();
  }
}

/** Decides which items a list shows for the typed text. Sets the items again only if the pinned items change. */
class ListArrangement<T extends SearchItem> {
  private all: readonly T[] | undefined;
  private pinned: readonly SearchItem[] = [];
  private hasItemsAbove = false;
  private isNarrowed = false;
  private readonly emptyLabel: SearchItem;

  constructor(
    private readonly list: vscode.QuickPick<T>,
    private readonly options: List<T>,
  ) {
    this.emptyLabel = { label: options.emptyLabel ?? '' };
  }

  initialize(items: readonly T[]): void {
    this.all = items;
    this.setItems(this.pinnedFor(items));
  }

  update(): void {
    if (!this.all) {
      return;
    }
    const pinned = this.pinnedFor(this.all);
    const isSame = pinned.length === this.pinned.length && pinned.every((item, index) => item === this.pinned[index]);
    if (!isSame || this.isNarrowed) {
      this.setItems(pinned);
    }
  }

  /** Whether an accepted item matches the typed text: the user may press Enter before the list is updated. */
  matches(item: T): boolean {
    if (item.label === this.emptyLabel.label && !this.all?.some(({ label }) => label === item.label)) {
      return false;
    }
    return this.pinned.some(({ label }) => label === item.label) || isFound(this.list.value, item);
  }

  private pinnedFor(items: readonly T[]): SearchItem[] {
    const { value } = this.list;
    const itemsAbove = this.options.itemsAbove?.(value, this.list) ?? [];
    this.hasItemsAbove = itemsAbove.length > 0;
    if (this.options.canPickMany) {
      return [...itemsAbove]; // setting the items again would clear the check marks
    }
    const pinnedItems = new Set<SearchItem>(itemsAbove);
    const rest = items.filter((item) => !pinnedItems.has(item));
    const pinned = [...itemsAbove, ...searchBeyondFilter(value, rest)];
    return pinned.length === 0 && this.options.emptyLabel && !rest.some((item) => isFound(value, item))
      ? [this.emptyLabel]
      : pinned;
  }

  private setItems(pinned: readonly SearchItem[]): void {
    this.pinned = pinned;
    const isPinned = new Set(pinned);
    // The items above change with each letter, so include the other items only if VS Code would show them.
    this.isNarrowed = this.hasItemsAbove;
    const rest = (this.all ?? []).filter(
      (item) => !isPinned.has(item) && (!this.isNarrowed || isFound(this.list.value, item)),
    );
    this.list.items = [...pinned.map((item) => ({ ...item, alwaysShow: true }) as T), ...rest];
  }
}
