// The .NET tests that also run under Wine, as `dotnet test` has built them.
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { Scope } from '../../../scripts/lib/main.mjs';
import { artifacts } from '../../../scripts/lib/project.mjs';
import { noWine, startWine, windowsPath, windowsRuntime } from '../wine.mjs';

/**
 * The classes that run, by project: those around what differs on Windows.
 * @type {Record<string, { classes: string[], not?: Record<string, string> }>} `not` has the methods that cannot run
 *   under Wine, each with the reason.
 */
const assemblies = {
  'RoleAssist.Host.Tests': { classes: ['*.Processes.*'] },
};

/** Tests under Wine as a suite of `npm test`. Those that need Unix say so themselves, and are counted apart. */
export function wineTests(name) {
  return {
    name,
    run: async () => {
      const total = { passed: 0, failed: 0, skipped: 0, output: '' };
      if (noWine) {
        return { ...total, skipped: 1, output: noWine };
      }
      let [forUnix, excluded] = [0, 0];
      const scope = new Scope();
      try {
        for (const assembly of Object.keys(assemblies)) {
          const result = await runAssembly(scope, assembly);
          total.passed += result.passed;
          total.failed += result.failed;
          total.output += result.failed > 0 ? result.output : '';
          forUnix += result.skipped;
          excluded += result.excluded;
        }
      } finally {
        await scope.close();
      }
      return { ...total, notes: [`${forUnix} not for Windows`, ...(excluded > 0 ? [`${excluded} not for Wine`] : [])] };
    },
  };
}

/**
 * Runs the tests of an assembly and counts them.
 * @param {Scope} scope
 * @param {string} name
 */
export async function runAssembly(scope, name) {
  const { classes, not = {} } = assemblies[name];
  const program = path.join(artifacts, 'bin', name, 'debug', `${name}.dll`);
  if (!existsSync(program)) {
    return {
      passed: 0,
      failed: 1,
      skipped: 0,
      excluded: 0,
      output: `Build ${program} first: dotnet build tests/${name}`,
    };
  }
  const wine = await startWine(scope);
  const report = path.join(await scope.temporaryFolder('report'), 'report.xml');
  const { stdout, stderr } = await wine([
    windowsPath(await windowsRuntime()),
    windowsPath(program),
    ...classes.flatMap((pattern) => ['-class', pattern]),
    ...Object.keys(not).flatMap((pattern) => ['-method-', pattern]),
    ...['-result-xml', windowsPath(report)],
  ]);
  const [totals] = (await readFile(report, 'utf8').catch(() => '')).match(/<assembly [^>]*>/) ?? [''];
  const count = (key) => Number(totals.match(` ${key}="(\\d+)"`)?.[1] ?? 0);
  return {
    passed: count('passed'),
    // A run without a report has crashed.
    failed: totals ? count('failed') + count('errors') : 1,
    skipped: count('skipped'),
    excluded: Object.keys(not).length,
    output: stdout + stderr,
  };
}
