import { readdirSync } from 'node:fs';
import eslint from '@eslint/js';
import { defineConfig } from 'eslint/config';
import typescript from 'typescript-eslint';

const features = 'extension/src/features';

/** Forbids imports by pattern; the message says which rule of the design stands behind it. */
const wall = (files, ...patterns) => ({
  files,
  rules: { 'no-restricted-imports': ['error', { patterns: [...everywhere, ...patterns] }] },
});

const everywhere = [
  { group: ['@vscode/extension-telemetry'], message: 'RoleAssist sends no telemetry.' },
  {
    regex: '^(node:)?child_process$',
    message: 'Only the host starts programs; the extension starts only the host, as a language server.',
  },
  { regex: '^(node:)?fs(/promises)?$', message: 'Only the host reads files.' },
];

/** What keeps texts from outside from being more than texts: see presentation/plainText.ts. */
const surfaces = [
  {
    selector:
      ":matches(MemberExpression[object.property.name='window'], MemberExpression[object.name='window'])[property.name=/^(show(QuickPick|InputBox)|create(QuickPick|InputBox|StatusBarItem|WebviewPanel)|setStatusBarMessage|withProgress)$/]",
    message: 'What VS Code shows goes through infrastructure/presentation, which makes plain text of it.',
  },
  {
    selector: 'MemberExpression[property.name=/^show(Error|Warning|Information)Message$/]',
    message: 'What VS Code shows goes through infrastructure/presentation, which makes plain text of it.',
  },
  {
    selector:
      ':matches(NewExpression[callee.name=/^(MarkdownString|TreeItem)$/], NewExpression[callee.property.name=/^(MarkdownString|TreeItem)$/])',
    message: 'What VS Code shows goes through infrastructure/presentation, which makes plain text of it.',
  },
];

const awsNames = {
  selector: ':matches(Literal[value=/AWS_[A-Z]/], TemplateElement[value.raw=/AWS_[A-Z]/], Identifier[name=/^AWS_/])',
  message: 'Only the host knows the names of AWS variables; the extension passes on what it is given.',
};

/** Features meet in extension.ts, which hands one what it needs of another. */
const featureWalls = readdirSync(new URL(features, import.meta.url)).map((feature) =>
  wall([`${features}/${feature}/**/*.ts`], {
    regex: `^\\.\\./(?!\\.\\./infrastructure/)|/features/`,
    message: 'A feature may import infrastructure, not another feature.',
  }),
);

export default defineConfig(
  { ignores: ['artifacts/', 'extension/dist/', 'server/', '**/bin/', '**/obj/', '**/*.generated.ts'] },
  eslint.configs.recommended,
  {
    files: ['**/*.{ts,mts}'],
    extends: [typescript.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      'no-console': 'error',
    },
  },
  wall(['extension/src/*.ts']),
  wall(['extension/src/infrastructure/**/*.ts'], {
    regex: '/features/|/extension\\.ts$',
    message: 'Infrastructure serves features and knows none of them.',
  }),
  ...featureWalls,
  {
    files: ['extension/src/**/*.ts'],
    ignores: ['extension/src/infrastructure/presentation/**'],
    rules: { 'no-restricted-syntax': ['error', awsNames, ...surfaces] },
  },
  {
    files: ['extension/src/infrastructure/presentation/**/*.ts'],
    rules: { 'no-restricted-syntax': ['error', awsNames] },
  },
  {
    files: ['**/*.mjs'],
    rules: { 'no-undef': 'off', 'no-unused-vars': ['error', { argsIgnorePattern: '^_' }] },
  },
);
