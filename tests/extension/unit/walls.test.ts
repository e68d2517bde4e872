import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { ESLint, Linter } from 'eslint';
import { beforeAll, describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const eslint = new ESLint({ cwd: root });

const restrictions = ['no-restricted-imports', 'no-restricted-syntax'] as const;

/** Returns the messages of the project's own lint rules for a file with this content. */
async function objections(file: string, code: string): Promise<string[]> {
  const { rules } = (await eslint.calculateConfigForFile(file)) as { rules: Linter.RulesRecord };
  const walls = Object.fromEntries(restrictions.map((rule) => [rule, rules[rule] ?? 'off']));
  return new Linter().verify(code, { rules: walls }).map(({ message }) => message);
}

const feature = 'extension/src/features/assume/roleAssumer.ts';
const infrastructure = 'extension/src/infrastructure/state/expiry.ts';
const composition = 'extension/src/extension.ts';

// Loads ESLint's plugins, which may take longer than the timeout of a test.
beforeAll(() => eslint.calculateConfigForFile(feature), 60_000);

describe.each([feature, infrastructure, composition])('%s', (file) => {
  it.each([
    ["import { spawn } from 'node:child_process';", 'Only the host starts programs'],
    ["import { spawn } from 'child_process';", 'Only the host starts programs'],
    ["import { readFile } from 'node:fs/promises';", 'Only the host reads files'],
    ["import fs from 'fs';", 'Only the host reads files'],
    ["import reporter from '@vscode/extension-telemetry';", 'no telemetry'],
    ["export const name = 'AWS_PROFILE';", 'Only the host knows the names of AWS variables'],
    ['export const name = `AWS_${x}` + `the AWS_REGION`;', 'Only the host knows the names of AWS variables'],
    ['export const region = process.env.AWS_REGION;', 'Only the host knows the names of AWS variables'],
    ["vscode.window.setStatusBarMessage('x');", 'goes through infrastructure/presentation'],
    ["await vscode.window.showQuickPick(['x']);", 'goes through infrastructure/presentation'],
    ['const list = vscode.window.createQuickPick();', 'goes through infrastructure/presentation'],
    ['const box = window.createInputBox();', 'goes through infrastructure/presentation'],
    ['void window.withProgress({}, work);', 'goes through infrastructure/presentation'],
    ["new vscode.MarkdownString('x');", 'goes through infrastructure/presentation'],
    ["new TreeItem('x');", 'goes through infrastructure/presentation'],
  ])('may not contain %s', async (code, reason) => {
    expect(await objections(file, code)).toEqual([expect.stringContaining(reason)]);
  });

  it.each(['Error', 'Warning', 'Information'])('may not show a message directly (%s)', async (severity) => {
    const found = await objections(file, `const show = vscode.window.show${severity}Message;`);
    expect(new Set(found)).toEqual(new Set([expect.stringContaining('goes through infrastructure/presentation')]));
  });

  it('may use VS Code and Node.js', async () => {
    expect(await objections(file, "import * as vscode from 'vscode'; import path from 'node:path';")).toEqual([]);
  });
});

it('lets infrastructure import infrastructure and no feature', async () => {
  expect(await objections(infrastructure, "import { x } from '../rpc/hostApi.ts';")).toEqual([]);
  for (const target of ['../../features/assume/roleAssumer.ts', '../../extension.ts']) {
    expect(await objections(infrastructure, `import { x } from '${target}';`)).toEqual([
      expect.stringContaining('knows none of them'),
    ]);
  }
});

describe('every feature', () => {
  const features = readdirSync(new URL('../../../extension/src/features', import.meta.url));

  it.each(features)('(%s) may import itself and infrastructure, and no other feature', async (name) => {
    const file = `extension/src/features/${name}/new.ts`;
    expect(await objections(file, "import { x } from './y.ts';")).toEqual([]);
    expect(await objections(file, "import { x } from '../../infrastructure/prompts/prompts.ts';")).toEqual([]);
    for (const other of features.filter((candidate) => candidate !== name)) {
      expect(await objections(file, `import { x } from '../${other}/y.ts';`)).toEqual([
        expect.stringContaining('not another feature'),
      ]);
      expect(await objections(file, `export { x } from '../../features/${other}/y.ts';`)).toHaveLength(1);
    }
  });
});
