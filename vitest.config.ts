import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['tests/extension/unit/**/*.test.ts'],
    alias: { vscode: fileURLToPath(new URL('tests/extension/unit/fakes/vscode.ts', import.meta.url)) },
  },
});
