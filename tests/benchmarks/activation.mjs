// Measures the extension's activation in a real extension host, compared with an empty extension. A benchmark, not a
// test: it reports whether the budget is met, and exits with 0 either way.
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { build } from '../../scripts/lib/build.mjs';
import { installCodeServer, startCodeServer } from '../../scripts/lib/code-server.mjs';
import { paint, say, step } from '../../scripts/lib/console.mjs';
import { Scope, main } from '../../scripts/lib/main.mjs';
import { packageExtension } from '../../scripts/lib/package.mjs';
import { run } from '../../scripts/lib/processes.mjs';
import { root, vsix } from '../../scripts/lib/project.mjs';
import { openPage } from '../extension/e2e/browser.mjs';

const rounds = 5;
const budgetMilliseconds = 50;
const ours = 'roleassist.roleassist';
const empty = 'measured.empty';

/** Activates both in turns and records the durations. */
const meter = `
const fs = require('node:fs');
const vscode = require('vscode');
exports.activate = async () => {
  const times = {};
  for (const id of process.env.ACTIVATION_ORDER.split(',')) {
    const start = performance.now();
    await vscode.extensions.getExtension(id).activate();
    times[id] = performance.now() - start;
  }
  fs.writeFileSync(process.env.ACTIVATION_TIMES, JSON.stringify(times));
};`;

await main(async (scope) => {
  await build();
  await packageExtension();
  await step('VS Code', installCodeServer);
  const others = [
    await extension(scope, 'empty', 'exports.activate = () => undefined;', []),
    await extension(scope, 'meter', meter, ['onStartupFinished']),
  ];

  const taken = { [ours]: [], [empty]: [] };
  let hostsStarted = 0;
  for (let round = 0; round < rounds; round++) {
    const { times, hosts } = await measure(others, round % 2 === 0 ? [ours, empty] : [empty, ours]);
    hostsStarted += hosts;
    for (const [id, time] of Object.entries(times)) {
      taken[id].push(time);
    }
  }

  const [mine, nothing] = [ours, empty].map((id) => taken[id].toSorted((a, b) => a - b)[Math.floor(rounds / 2)]);
  const kept = mine < budgetMilliseconds;
  say(`\nmedians of ${rounds} fresh starts of VS Code, in turns`);
  say(`  an empty extension               ${milliseconds(nothing)}`);
  say(
    `  RoleAssist                       ${milliseconds(mine)}  ${(mine / nothing).toFixed(1)} times as long; ${paint(
      kept ? 'green' : 'red',
      `the budget is ${budgetMilliseconds} ms: ${kept ? 'met' : 'EXCEEDED'}`,
    )}`,
  );
  say(`  hosts started by activation: ${hostsStarted}`);
});

/** Starts VS Code once and activates both extensions. */
async function measure(others, order) {
  const scope = new Scope();
  try {
    const folder = await scope.temporaryFolder('activation');
    const file = path.join(folder, 'times.json');
    const env = { ...process.env, ACTIVATION_ORDER: order.join(','), ACTIVATION_TIMES: file };
    const { url, data } = await startCodeServer(scope, { vsix, others, env });
    await openPage(scope, url, path.join(folder, 'browser'));
    const times = await eventually(() => readFile(file, 'utf8').then(JSON.parse));
    const { stdout } = await run('ps', ['-A', '-o', 'args=']);
    const hosts = stdout.split('\n').filter((line) => line.startsWith(data) && line.includes('serve --stdio'));
    return { times, hosts: hosts.length };
  } finally {
    await scope.close();
  }
}

/** Creates an extension with a single file. */
async function extension(scope, name, code, activationEvents) {
  const folder = await scope.temporaryFolder(name);
  const source = path.join(folder, name);
  await mkdir(source);
  await writeFile(path.join(source, 'extension.js'), code);
  const manifest = { name, publisher: 'measured', version: '1.0.0', main: './extension.js', activationEvents };
  await writeFile(path.join(source, 'package.json'), JSON.stringify({ ...manifest, engines: { vscode: '^1.100.0' } }));
  const out = path.join(folder, `${name}.vsix`);
  const vsce = path.join(root, 'node_modules/@vscode/vsce/vsce');
  await run(process.execPath, [vsce, 'package', '--allow-missing-repository', '--skip-license', '--out', out], {
    cwd: source,
  });
  return out;
}

async function eventually(look) {
  for (;;) {
    try {
      return await look();
    } catch {
      await delay(100);
    }
  }
}

function milliseconds(time) {
  return `${time.toFixed(1).padStart(6)} ms`;
}
