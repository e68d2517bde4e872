import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';

/** Returns the user-visible texts in a folder of sources: the first argument of every `l10n.t`. */
export function textsIn(folder: string): string[] {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
  return files.sort().flatMap((file) => textsOf(readFileSync(path.join(folder, file), 'utf8'), file));
}

function textsOf(code: string, file: string): string[] {
  const texts: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && /(^|\.)l10n\.t$/.test(node.expression.getText())) {
      const [text] = node.arguments;
      if (!text || !ts.isStringLiteralLike(text)) {
        throw new Error(`${file}: a text that is put together cannot be translated: ${node.getText()}`);
      }
      texts.push(text.text);
    } else if (/(^|\.)l10n$/.test(node.getText()) && !ts.isPropertyAccessExpression(node.parent)) {
      throw new Error(`${file}: a text is found by l10n.t, so it has no other name: ${node.parent.getText()}`);
    }
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(file, code, ts.ScriptTarget.Latest, true));
  return texts;
}
