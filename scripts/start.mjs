// Demonstrates the main use case against a local STS: what the extension does for `AWS: Assume Role`.
import path from 'node:path';
import { build } from './lib/build.mjs';
import { paint, say } from './lib/console.mjs';
import { connectHost } from './lib/host-connection.mjs';
import { main } from './lib/main.mjs';
import { Failure, run, which } from './lib/processes.mjs';
import { hostExecutable } from './lib/project.mjs';
import { Sandbox } from './lib/sandbox.mjs';

const profile = 'prod-admin';

await main(async (scope) => {
  say(
    `${paint('bold', 'RoleAssist')}: assume a role with MFA. This uses a local sandbox instead of AWS; no account is needed.\n`,
  );
  await build();
  say();

  const sandbox = await Sandbox.start(scope);
  const host = await connectHost(scope, sandbox.environment);

  const { profiles } = await host.sendRequest('roleassist/profiles/list', {});
  show('profiles', profiles.map(({ name }) => name).join('  '));
  const before = await whoAmI(sandbox.environment, 'home');
  show('you are', before.arn);

  const { session, code } = await assumeWithMfa(host, sandbox);
  show('you assume', profile);
  show('MFA code', `${code}  ${paint('dim', `from ${sandbox.mfaSerial}, requested by the host`)}`);

  const { variables } = await host.sendRequest('roleassist/terminals/getEnvironment', { sessionId: session.sessionId });
  const environment = applyChanges(sandbox.environment, variables);
  const after = await whoAmI(environment);
  if (!after.arn.includes(':assumed-role/')) {
    throw new Failure(`The child process got the credentials of ${after.arn}, not those of the role.`);
  }
  show('you are now', paint('green', after.arn));
  show('until', new Date(session.expiration).toLocaleTimeString());
  say(`\nThe same in VS Code: ${paint('cyan', 'npm run vscode')}`);

  if (process.stdin.isTTY && process.stdout.isTTY) {
    await openShell(scope, environment);
  }
});

function show(name, value) {
  say(`  ${paint('dim', name.padEnd(12))} ${value}`);
}

/** Requests the role, gets the error that a code is needed, and repeats the request with one, like the extension. */
async function assumeWithMfa(host, sandbox) {
  const assume = (parameters) => host.sendRequest('roleassist/sessions/assume', { profile, ...parameters });
  const refusal = await assume({}).then(
    () => new Failure(`${profile} was assumed without an MFA code, which its role does not allow.`),
    (error) => error,
  );
  if (refusal.data?.code !== 'MfaRequired') {
    throw refusal;
  }
  const code = await sandbox.nextCode(refusal.data.mfaSerial);
  const { session } = await assume({ tokenCode: code });
  return { session, code };
}

/** The identity of a program with this environment, according to STS. */
async function whoAmI(env, ...profileArgument) {
  const { stdout } = await run(hostExecutable, ['whoami', ...profileArgument, '--json'], { env });
  return JSON.parse(stdout);
}

/** Applies the host's changes to an environment; a null value removes the variable. */
function applyChanges(environment, variables) {
  const changed = { ...environment };
  for (const { name, value } of variables) {
    if (value === null) {
      delete changed[name];
    } else {
      changed[name] = value;
    }
  }
  return changed;
}

/** Opens a shell with the role for the user, and `roleassist` on its PATH. */
async function openShell(scope, env) {
  const shell = process.platform === 'win32' ? (process.env.ComSpec ?? 'cmd.exe') : (process.env.SHELL ?? '/bin/sh');
  const searchPath = [path.dirname(hostExecutable), process.env.PATH].join(path.delimiter);
  const example = which('aws') ? 'aws sts get-caller-identity' : 'roleassist whoami';
  say(`\nThis shell has the role. Try ${paint('cyan', example)}; leave with ${paint('cyan', 'exit')}.\n`);
  await scope.lendTerminal(shell, { ...env, PATH: searchPath });
  say('\nThe session, the sandbox and its temporary files have been removed.');
}
