import { run, which } from '../../../scripts/lib/processes.mjs';
import { runProgram } from './programs.mjs';

/** PowerShell as it is installed here, or as the tool of this repository. */
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

/**
 * The shells that are tried, and how each says a few things. `command` runs a script; it is undefined where the shell is
 * not here.
 */
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

/** Runs a script in a shell. The tool of this repository is found from its root only. */
export const runScript = (shell, script, options) => runProgram([...shells[shell].command, script], options);
