// Measures the language service: from a change in an editor to the diagnostics about it, with 1,000 and 10,000 profiles,
// and the search for keys in one long line. A benchmark, not a test: it reports whether the budgets are met, and exits
// with 0 either way. ROLEASSIST_HOST names another host than the one that is built.
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { build } from '../../scripts/lib/build.mjs';
import { say } from '../../scripts/lib/console.mjs';
import { initialize, openConnection, startHost } from '../../scripts/lib/host-connection.mjs';
import { main } from '../../scripts/lib/main.mjs';
import { hostExecutable } from '../../scripts/lib/project.mjs';
import { verdict } from './support/verdict.mjs';

const sizes = [1_000, 10_000];
const changes = 100;
const warmUp = 20;
/** Linear growth to ten times the size, with room for caches that no longer hold the whole text. */
const budgets = { change: 30, growth: 13, search: 50 };
const megabyte = 1024 * 1024;
const program = process.env.ROLEASSIST_HOST ?? hostExecutable;

/** Files of people, and what makes each rule work the most. */
const kinds = {
  'without a mistake': (number) => profileOf(number, 'default'),
  'with a mistake in each profile': (number) => `${profileOf(number, `nobody-${number}`)}retry_mode = foo\n`,
  'with one source after the other': (number) => profileOf(number, nameOf(number - 1)),
};

/** Lines that a search could stumble over: each begins like something that it looks for. */
const lines = {
  letters: 'a',
  'parts of keys': 'Ab1/',
  'secrets without a name': `${'Ab1/'.repeat(10)} `,
  'access keys': 'AKIAABCDEFGHIJKLMNOP ',
  names: 'aws_secret_access_key = ',
};

await main(async (scope) => {
  if (program === hostExecutable) {
    await build();
  }
  for (const [kind, profile] of Object.entries(kinds)) {
    const times = [];
    for (const size of sizes) {
      times.push(await measureChanges(scope, size, profile));
    }
    const [few, many] = times;
    const growth = many.median / few.median;
    say(`\nfrom a change to its diagnostics, ${kind}: ${changes} changes`);
    say(
      `  ${sizes[0]} profiles, 95th percentile     ${milliseconds(few.p95)}  ` +
        verdict(few.p95 <= budgets.change, `the budget is ${budgets.change} ms`),
    );
    say(
      `  ${sizes[1]} profiles, 95th percentile    ${milliseconds(many.p95)}  ` +
        verdict(growth <= budgets.growth, `${growth.toFixed(1)} times the median for ten times the profiles`),
    );
  }

  say('\nthe search for keys in one line of 1 MB');
  for (const [kind, piece] of Object.entries(lines)) {
    const one = await measureSearch(scope, piece, megabyte);
    const growth = (await measureSearch(scope, piece, 3 * megabyte)) / one;
    say(
      `  ${kind.padEnd(26)}            ${milliseconds(one)}  ` +
        verdict(one <= budgets.search, `the budget is ${budgets.search} ms`) +
        `, ${growth.toFixed(1)} times for 3 MB`,
    );
  }
});

/** Changes one value in the middle of a file, in turns to a wrong and to a right one. */
async function measureChanges(scope, size, profile) {
  const home = await scope.temporaryFolder('benchmark');
  const config = path.join(home, '.aws', 'config');
  await mkdir(path.dirname(config));
  const text = [`[default]\nregion = eu-central-1\ncredential_process = /bin/true\n`]
    .concat(Array.from({ length: size - 1 }, (_, index) => profile(index + 1)))
    .join('\n');
  await writeFile(config, text, { mode: 0o600 });

  const child = startHost(scope, { PATH: process.env.PATH, HOME: home }, { program });
  const rpc = await openConnection(scope, child);
  await initialize(rpc);
  const uri = pathToFileURL(config).href;
  const waiting = new Map();
  rpc.onNotification('textDocument/publishDiagnostics', ({ uri: about, version }) => {
    if (about === uri) {
      waiting.get(version)?.(performance.now());
    }
  });
  const published = (version) => new Promise((resolve) => waiting.set(version, resolve));

  let version = 1;
  const opened = published(version);
  await rpc.sendNotification('textDocument/didOpen', {
    textDocument: { uri, languageId: 'aws-config', version, text },
  });
  await opened;

  const line = text.slice(0, text.indexOf(`[profile ${nameOf(size / 2)}]`)).split('\n').length + 3;
  const times = [];
  let isWrong = false;
  for (let round = 0; round < warmUp + changes; round++) {
    await pause(40); // A typist's, so that the host's own pause between two results does not count.
    version++;
    const next = published(version);
    const start = performance.now();
    await rpc.sendNotification('textDocument/didChange', {
      textDocument: { uri, version },
      contentChanges: [
        {
          range: { start: { line, character: 9 }, end: { line, character: isWrong ? 10 : 9 } },
          text: isWrong ? '' : 'X',
        },
      ],
    });
    const time = (await next) - start;
    isWrong = !isWrong;
    if (round >= warmUp) {
      times.push(time);
    }
  }
  await rpc.sendNotification('textDocument/didClose', { textDocument: { uri } });
  child.kill();
  const sorted = times.toSorted((a, b) => a - b);
  return { median: sorted[sorted.length / 2], p95: sorted[Math.ceil(sorted.length * 0.95) - 1] };
}

/** The best of some requests, which send the text as well. */
async function measureSearch(scope, piece, length) {
  const home = await scope.temporaryFolder('benchmark');
  const child = startHost(scope, { PATH: process.env.PATH, HOME: home }, { program });
  const rpc = await openConnection(scope, child);
  await initialize(rpc);
  const text = piece.repeat(Math.ceil(length / piece.length)).slice(0, length);
  let best = Infinity;
  for (let round = 0; round < 8; round++) {
    const start = performance.now();
    await rpc.sendRequest('roleassist/code/findHardCodedKeys', { text });
    best = Math.min(best, performance.now() - start);
  }
  child.kill();
  return best;
}

function nameOf(number) {
  return number === 0 ? 'default' : `account-${String(number).padStart(6, '0')}`;
}

function profileOf(number, source) {
  return `[profile ${nameOf(number)}]
role_arn = arn:aws:iam::${String(number).padStart(12, '0')}:role/operator
source_profile = ${source}
mfa_serial = arn:aws:iam::123456789012:mfa/somebody
region = eu-central-1
`;
}

function milliseconds(time) {
  return `${time.toFixed(1).padStart(7)} ms`;
}
