import * as vscode from 'vscode';
import type { AccountSelector } from '../../infrastructure/rpc/contract.generated.ts';

const texts = ['file', 'organization', 'ssoSession', 'role', 'sourceProfile'] as const;
const lists = ['profiles', 'units', 'include', 'exclude'] as const;

/**
 * Reads the saved groups. VS Code takes this setting only from the user and the machine, never from a workspace, which
 * must not decide where a command runs. Users edit settings by hand, so a group that selects nothing is omitted.
 */
export function readAccountGroups(): ReadonlyMap<string, AccountSelector> {
  const setting = vscode.workspace.getConfiguration('roleassist').get<unknown>('accountGroups');
  const groups = isObject(setting) ? Object.entries(setting) : [];
  return new Map(
    groups
      .map(([name, group]) => [name, toSelector(group)] as const)
      .filter(([, selector]) => Object.keys(selector).length > 0),
  );
}

function toSelector(group: unknown): AccountSelector {
  if (Array.isArray(group)) {
    return toSelector({ profiles: group });
  }
  if (!isObject(group)) {
    return {};
  }
  return {
    ...Object.fromEntries(
      texts.flatMap((key) => {
        const text = group[key];
        return typeof text === 'string' && text.trim() ? [[key, text.trim()]] : [];
      }),
    ),
    ...Object.fromEntries(
      lists.flatMap((key) => {
        const list = stringsIn(group[key]);
        return list.length > 0 ? [[key, list]] : [];
      }),
    ),
  };
}

function stringsIn(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((text): text is string => typeof text === 'string' && text !== '') : [];
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
