import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import ts from 'typescript';
import { root } from '../../../scripts/lib/project.mjs';

/**
 * Compares messages with LSP's own types. Each becomes a literal of its type, so that the compiler finds missing, wrong
 * and unknown members.
 * @param {[type: string, message: unknown][]} messages
 * @returns {Promise<string[]>} what the compiler says
 */
export async function differencesFromLsp(messages) {
  const folder = join(root, 'artifacts', 'lsp-types');
  await mkdir(folder, { recursive: true });
  const file = join(folder, 'messages.ts');
  const names = messages.flatMap(([type]) => type.match(/[A-Z]\w+/g) ?? []);
  const lines = messages.map(([type, message], i) => `export const m${i}: ${type} = ${JSON.stringify(message)};`);
  await writeFile(
    file,
    [`import type { ${[...new Set(names)].join(', ')} } from 'vscode-languageserver-protocol';`, ...lines].join('\n'),
  );
  const program = ts.createProgram([file], {
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    types: [],
    module: ts.ModuleKind.Node16,
    moduleResolution: ts.ModuleResolutionKind.Node16,
    target: ts.ScriptTarget.ES2022,
  });
  return ts.getPreEmitDiagnostics(program).map(({ messageText, start = 0, file: from }) => {
    const line = from ? from.getLineAndCharacterOfPosition(start).line : 0;
    return `${messages[line - 1]?.[0]}: ${ts.flattenDiagnosticMessageText(messageText, ' ')}`;
  });
}
