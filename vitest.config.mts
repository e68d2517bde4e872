import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const fake = (name: string) => fileURLToPath(new URL(`tests/extension/unit/fakes/${name}.ts`, import.meta.url));

export default defineConfig({
  test: {
    // Only a hang takes this long; a busy machine does not.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    include: ['tests/extension/unit/**/*.test.ts'],
    // There is no editor here, and nothing that would talk to one.
    alias: { vscode: fake('vscode'), 'vscode-languageclient/node': fake('languageClient') },
  },
});
