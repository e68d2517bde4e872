import { run, which } from '../../../scripts/lib/processes.mjs';
import { runProgram } from './programs.mjs';

/** The installed PowerShell, or the repository's tool. */
const powerShell = await (async () => {
  const tool = ['dotnet', 'tool', 'run', 'pwsh', '--'];
  const found = which('pwsh');
  const command = found ? [found] : tool;
  const works = await run(command[0], [...command.slice(1), '-NoProfile', '-Command', 'exit 0']).then(
    () => true,
    () => false,
  );
  return works ? command : undefined;
})();

const posix = {
  listing: "env | grep -E '^(AWS|ROLEASSIST)_' | sort",
  call: (program) => `'${program}'`,
  fail: '|| exit',
};

/** The tested shells and their syntax. `command` runs a script; it is undefined if the shell is not installed. */
export const shells = {
  bash: { ...posix, command: which('bash') && [which('bash'), '--noprofile', '--norc', '-c'] },
  zsh: { ...posix, command: which('zsh') && [which('zsh'), '-f', '-c'] },
  fish: { ...posix, command: which('fish') && [which('fish'), '--no-config', '-c'], fail: '; or exit' },
  pwsh: {
    command: powerShell && [...powerShell, '-NoProfile', '-NonInteractive', '-Command'],
    listing:
      'Get-ChildItem Env: | Where-Object Name -Match "^(AWS|ROLEASSIST)_" | ForEach-Object { "$($_.Name)=$($_.Value)" } | Sort-Object',
    call: (program) => `& '${program}'`,
    fail: '',
  },
};

/** Runs a script in a shell, from the repository's root because its tools are found there only. */
export const runScript = (shell, script, options) => runProgram([...shells[shell].command, script], options);
