import { mkdir, readFile, readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { paint, say } from './console.mjs';
import { CommandFailure, run } from './processes.mjs';
import { artifacts, root } from './project.mjs';

/**
 * @typedef {{ passed: number, failed: number, skipped: number, output: string, notes?: string[] }} Result `notes` are
 *   counts of what is no test of the suite.
 * @typedef {{ name: string, run: () => Promise<Result> }} Suite
 */

const results = path.join(artifacts, 'test-results');
/** Only reached by a hang, even on a busy machine. */
const timeoutSeconds = 2 * 60 * 60;
/** How long a .NET test may run before VSTest names it and ends the run. */
const hangTimeout = '30m';

/** A command that either succeeds or fails, such as a linter. */
export function check(name, npmScript) {
  return {
    name,
    run: async () => {
      const { succeeded, output } = await attempt('npm', ['run', '--silent', npmScript]);
      return { passed: Number(succeeded), failed: Number(!succeeded), skipped: 0, output };
    },
  };
}

/** Runs the .NET tests of a solution and counts them from their TRX files. */
export function dotnetTests(name, solution) {
  return {
    name,
    run: async () => {
      const folder = await emptyFolder('dotnet');
      const { succeeded, output } = await attempt('dotnet', [
        'test',
        solution,
        '--nologo',
        '--verbosity',
        'quiet',
        '--logger',
        'trx',
        '--results-directory',
        folder,
        '--blame-hang-timeout',
        hangTimeout,
        '--blame-hang-dump-type',
        'none',
      ]);
      const counts = { total: 0, passed: 0, failed: 0 };
      for (const file of (await readdir(folder)).filter((entry) => entry.endsWith('.trx'))) {
        const [counters] = (await readFile(path.join(folder, file), 'utf8')).match(/<Counters [^>]*>/) ?? [''];
        for (const key of Object.keys(counts)) {
          counts[key] += Number(counters.match(` ${key}="(\\d+)"`)?.[1] ?? 0);
        }
      }
      const skipped = counts.total - counts.passed - counts.failed;
      return judge({ passed: counts.passed, failed: counts.failed, skipped, output }, succeeded);
    },
  };
}

/** Runs the Vitest tests of an npm script and counts them from the JSON report. */
export function vitestTests(name, npmScript) {
  return {
    name,
    run: async () => {
      const report = path.join(await emptyFolder('vitest'), 'results.json');
      const { succeeded, output } = await attempt('npm', [
        'run',
        '--silent',
        npmScript,
        '--',
        '--reporter=default',
        '--reporter=json',
        `--outputFile.json=${report}`,
      ]);
      const counts = JSON.parse(await readFile(report, 'utf8').catch(() => '{}'));
      const { numPassedTests: passed = 0, numFailedTests: failed = 0, numPendingTests = 0, numTodoTests = 0 } = counts;
      return judge({ passed, failed, skipped: numPendingTests + numTodoTests, output }, succeeded);
    },
  };
}

/**
 * Runs the `*.test.mjs` files of a folder with node:test and counts them from its TAP output.
 * @param {string} name
 * @param {string} folder
 * @param {{ attempts?: number, atOnce?: number, timeoutSeconds?: number }} [options] `attempts` is the maximum number
 *   of runs of a file until its tests pass, `atOnce` the number of files that run at the same time, `timeoutSeconds`
 *   the time limit of an attempt.
 */
export function nodeTests(name, folder, { attempts = 1, atOnce = 1, timeoutSeconds: limit = timeoutSeconds } = {}) {
  return {
    name,
    run: async () => {
      const files = (await readdir(path.join(root, folder)).catch(() => [])).filter((file) =>
        file.endsWith('.test.mjs'),
      );
      if (files.length === 0) {
        return { passed: 0, failed: 1, skipped: 0, output: `No *.test.mjs file found in ${folder}.` };
      }
      const reports = await emptyFolder(path.basename(folder));
      const total = { passed: 0, failed: 0, skipped: 0, output: '' };
      const runFile = async (file) => {
        const runOnce = () => runNodeTests(path.join(folder, file), path.join(reports, `${file}.tap`), limit);
        let result = await runOnce();
        for (let attempt = 1; result.failed > 0 && attempt < attempts; attempt++) {
          say(`${paint('red', '!')} ${folder}/${file} failed and is retried:\n\n${result.output.trim()}\n`);
          result = await runOnce();
        }
        total.passed += result.passed;
        total.failed += result.failed;
        total.skipped += result.skipped;
        total.output += result.failed + result.skipped > 0 ? result.output : '';
      };
      const waiting = files.values();
      await Promise.all(
        Array.from({ length: atOnce }, async () => {
          for (const file of waiting) {
            await runFile(file);
          }
        }),
      );
      return total;
    },
  };
}

async function runNodeTests(file, tap, limit) {
  const { succeeded, output } = await attempt(
    process.execPath,
    [
      '--test',
      '--test-reporter=spec',
      '--test-reporter-destination=stdout',
      '--test-reporter=tap',
      `--test-reporter-destination=${tap}`,
      file,
    ],
    limit,
  );
  const report = await readFile(tap, 'utf8').catch(() => '');
  const count = (key) => Number(report.match(new RegExp(`^# ${key} (\\d+)$`, 'm'))?.[1] ?? 0);
  const failed = count('fail') + count('cancelled');
  return judge({ passed: count('pass'), failed, skipped: count('skipped') + count('todo'), output }, succeeded);
}

/** A run that failed or ran no tests counts as a failure. */
function judge(result, succeeded) {
  if (result.failed === 0 && !succeeded) {
    return { ...result, failed: 1 };
  }
  return result.passed + result.failed + result.skipped === 0
    ? { ...result, failed: 1, output: `${result.output}\nNo tests were run.` }
    : result;
}

async function attempt(command, args, limit = timeoutSeconds) {
  try {
    const { stdout, stderr } = await run(command, args, { timeoutSeconds: limit });
    return { succeeded: true, output: stdout + stderr };
  } catch (error) {
    if (error instanceof CommandFailure) {
      return { succeeded: false, output: error.message };
    }
    throw error;
  }
}

async function emptyFolder(name) {
  const folder = path.join(results, name);
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  return folder;
}
