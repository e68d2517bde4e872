// Gives the approved definitions of engines (tests/RoleAssist.CodeGeneration.Tests) to the engines' own linters.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { before, describe, it } from 'node:test';
import { run, which } from '../../scripts/lib/processes.mjs';
import { root } from '../../scripts/lib/project.mjs';
import {
  installEngineLinters,
  lintStateMachine,
  lintWorkflow,
  parseWorkflow,
  parseYaml,
} from './support/engine-linters.mjs';

const snapshots = path.join(root, 'tests/RoleAssist.CodeGeneration.Tests/__snapshots__');

/** The name of the hostile account as it must arrive: one line, and for people. */
const hostileStart = 'a"b\'c';

/** Snapshots begin with a byte order mark, which the definitions do not have. */
const definition = async (test, name) =>
  (await readFile(path.join(snapshots, `EngineTests.${test}_${name}.snap`), 'utf8')).replace(/^\uFEFF/, '');

const ordinary = (engine) => definition('Matches_the_approved_snapshot', engine);
const hostile = (engine) => definition('Hostile_names_stay_values', `hostile-${engine}`);
const command = (engine) => definition('Hostile_commands_stay_words', `command-${engine}`);

/** Prints the arguments that a shell reads from a line. */
async function wordsOf(line) {
  const { stdout } = await run('bash', ['-c', `set -- ${line}\nprintf '%s\\0' "$@"`]);
  return stdout.split('\0').slice(0, -1);
}

before(installEngineLinters);

describe('a GitHub workflow', () => {
  for (const [name, read] of [
    ['for accounts', () => ordinary('github-actions')],
    ['with a hostile name', () => hostile('github-actions')],
    ['with a hostile command', () => command('github-actions')],
    [
      'with two matrices',
      () => definition('A_matrix_that_is_split_matches_the_approved_snapshot', 'split-github-actions'),
    ],
  ]) {
    it(`${name} is accepted by GitHub's parser and by both linters`, async () => {
      const content = await read();
      const { errors, workflow } = await parseWorkflow(content);
      assert.deepEqual(errors, []);
      assert.deepEqual(workflow.errors ?? [], []);
      assert.deepEqual(await lintWorkflow(content), []);
    });
  }

  it('has the permissions, and the account of each role as the only one allowed', async () => {
    const workflow = parseYaml(await ordinary('github-actions'));
    assert.deepEqual(workflow.permissions, { 'id-token': 'write', contents: 'read' });
    const { strategy, steps } = workflow.jobs.run;
    assert.equal(strategy['fail-fast'], false);
    assert.equal(strategy.matrix.include.length, 3);
    assert.ok(strategy.matrix.include.every(({ account, role }) => role.includes(`::${account}:`)));
    const { uses, with: inputs } = steps[1];
    assert.equal(uses, 'aws-actions/configure-aws-credentials@v6.2.3');
    assert.equal(inputs['allowed-account-ids'], '${{ matrix.account }}');
  });

  it('has no expression in a name or a command', async () => {
    const [{ name }] = parseYaml(await hostile('github-actions')).jobs.run.strategy.matrix.include;
    assert.ok(name.startsWith(hostileStart), name);
    assert.doesNotMatch(name, /\$\{\{|[\r\n]/);
    const { run: line } = parseYaml(await command('github-actions')).jobs.run.steps[2];
    assert.doesNotMatch(line, /\$\{\{/);
  });
});

describe('a GitLab pipeline', () => {
  it('has a matrix, and a name whose variables are not expanded', async () => {
    const pipeline = parseYaml(await hostile('gitlab'));
    assert.deepEqual(pipeline['.run'].id_tokens, { AWS_TOKEN: { aud: 'https://gitlab.com' } });
    const [{ ROLEASSIST_ACCOUNT_NAME: name }] = pipeline.run.parallel.matrix;
    assert.ok(name.startsWith(hostileStart), name);
    assert.doesNotMatch(name.replaceAll('$$', ''), /[$\r\n]/);
  });
});

describe('a hostile command', { skip: !which('bash') && 'bash was not found on PATH' }, () => {
  for (const [engine, read] of [
    ['github-actions', (parsed) => parsed.jobs.run.steps[2].run],
    ['gitlab', (parsed) => parsed['.run'].script[0]],
  ]) {
    it(`of ${engine} reaches the shell as the same words`, async () => {
      const words = await wordsOf(read(parseYaml(await command(engine))));
      assert.equal(words.length, 4);
      assert.deepEqual([words[0], words[1], words[3]], ['./audit.sh', '--note', '']);
      assert.ok(words[2].startsWith(`${hostileStart}\n- x: \${{ secrets.T }} $(touch pwned) $HOME #\\ é😀`), words[2]);
    });
  }
});

describe('a stack set', () => {
  it('creates the role with its trust policy', async () => {
    const { Role: role } = parseYaml(await ordinary('cloudformation')).Resources;
    assert.equal(role.Properties.RoleName, 'deploy');
    assert.equal(role.Properties.Path, '/ci/');
    assert.equal(role.Properties.AssumeRolePolicyDocument.Statement[0].Action, 'sts:AssumeRole');
  });

  it('trusts a provider of the same account', async () => {
    const content = await definition(
      'A_stack_set_trusts_the_provider_in_the_account_of_the_role',
      'pipeline-cloudformation',
    );
    const [statement] = parseYaml(content).Resources.Role.Properties.AssumeRolePolicyDocument.Statement;
    assert.match(statement.Principal.Federated['Fn::Sub'], /\$\{AWS::AccountId\}:oidc-provider\/api\.bitbucket\.org/);
    assert.deepEqual(Object.keys(statement.Condition), ['StringEquals', 'StringLike']);
  });

  it('has the commands in comments', async () => {
    const content = await hostile('cloudformation');
    const [comments] = content.split('AWSTemplateFormatVersion');
    assert.ok(
      comments
        .trimEnd()
        .split('\n')
        .every((line) => line.startsWith('#')),
    );
  });
});

describe('a state machine', () => {
  for (const [name, read] of [
    ['for accounts', () => ordinary('step-functions')],
    ['with a hostile name', () => hostile('step-functions')],
    ['with a function', () => definition('A_state_machine_calls_a_function', 'function-step-functions')],
  ]) {
    it(`${name} is accepted by the validator`, async () => {
      assert.deepEqual(lintStateMachine(await read()), []);
    });
  }
});
