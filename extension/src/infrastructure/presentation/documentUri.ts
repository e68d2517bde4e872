import * as vscode from 'vscode';
import { plain } from '../text/plainText.ts';

/** Creates the address of a document that the extension provides. Its name is the title of its tab. */
export function documentUri(scheme: string, name: string, query: string): vscode.Uri {
  const title = plain(name).replaceAll(/[/\\]/g, '-');
  return vscode.Uri.from({ scheme, path: `/${title}`, query });
}
