// Runs all tests. The last line is the total: `N passed, N failed`, followed by `, N skipped` if tests were skipped.
import { build } from './lib/build.mjs';
import { paint, say } from './lib/console.mjs';
import { main } from './lib/main.mjs';
import { packageExtension } from './lib/package.mjs';
import { run } from './lib/processes.mjs';
import { check, dotnetTests, nodeTests, vitestTests } from './lib/suites.mjs';
import { wineTests } from '../tests/support/windows/test-assemblies.mjs';

/** Set on machines with all prerequisites, such as CI: a skipped test is then a failure. */
const requireAll = process.env.ROLEASSIST_REQUIRE_ALL === '1';

await main(async () => {
  await build();
  await packageExtension();
  // Installs PowerShell, which runs the PowerShell tests.
  await run('dotnet', ['tool', 'restore']);
  say();

  const suites = [
    check('lint', 'lint'),
    check('type check', 'typecheck'),
    check('benchmarks compile', 'benchmark:check'),
    dotnetTests('.NET tests', 'RoleAssist.sln'),
    // What the suite before it has built.
    wineTests('.NET tests under Wine'),
    vitestTests('extension, unit tests', 'test:unit'),
    // They wait for MFA codes and for programs most of the time, so three files at a time take little longer than one.
    // A busy machine may lose a race with a client's own time limit, which says nothing about the host.
    nodeTests('published host', 'tests/interop', { atOnce: 3, attempts: 2 }),
    // VS Code's start-up has race conditions of its own; a window lost to them says nothing about the extension.
    nodeTests('VSIX in VS Code', 'tests/extension/e2e', { attempts: 2 }),
  ];
  const total = { passed: 0, failed: 0, skipped: 0 };
  for (const suite of suites) {
    const start = performance.now();
    const result = await suite.run();
    report(suite.name, result, (performance.now() - start) / 1000);
    for (const key of Object.keys(total)) {
      total[key] += result[key];
    }
  }

  if (requireAll && total.skipped > 0) {
    say('\nROLEASSIST_REQUIRE_ALL=1: a skipped test fails the run.');
  }
  say(`\n${summary(total)}`);
  return total.failed > 0 || (requireAll && total.skipped > 0) ? 1 : 0;
});

function report(name, result, seconds) {
  const mark = result.failed > 0 ? paint('red', '✘') : paint('green', '✔');
  say(
    `${mark} ${name}: ${[summary(result), ...(result.notes ?? [])].join(', ')}  ${paint('dim', `${seconds.toFixed(0)} s`)}`,
  );
  if (result.failed > 0 || result.skipped > 0) {
    say(`\n${result.output.trim()}\n`);
  }
}

function summary({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}
