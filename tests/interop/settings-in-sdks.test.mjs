// The values of settings: what botocore and the AWS SDKs for .NET and JavaScript really do with them, and that RoleAssist
// reports exactly those with which one fails, or which they read differently.
import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { Scope } from '../../scripts/lib/main.mjs';
import { run } from '../../scripts/lib/processes.mjs';
import { root } from '../../scripts/lib/project.mjs';
import { settingsPrograms } from './support/clients.mjs';
import { runVerb } from './support/command-line.mjs';

const catalogue = JSON.parse(await readFile(path.join(root, 'server/RoleAssist.Core/Settings/settings.json'), 'utf8'));
const sdks = ['boto3', 'net', 'javaScript'];
const kinds = ['enum', 'bool', 'number', 'duration'];

// Settings whose effect cannot be seen without a network, a browser, an own program or a package that is not here, by the
// SDK; `all` for each of them.
const unseen = {
  aws_endpoint_discovery_enabled: 'all', // only Java reads it
  cli_follow_urlparam: 'all',
  credential_source: 'all', // what it names answers or not
  csm_enabled: ['net'], // sends to a port of this machine, and only if a profile has nothing else
  csm_port: ['net'],
  disable_request_compression: ['javaScript'], // clients of other services read these
  duration_seconds: 'all', // only STS refuses it; DurationNotWhole and the limits are tested with the rules
  endpoint_discovery_enabled: ['javaScript'],
  parameter_validation: 'all',
  proxy_use_forwarding_for_https: 'all',
  request_min_compression_size_bytes: ['javaScript'],
};

/** Further lines of the profile, for settings that only count with them. */
const beside = {
  ec2_metadata_v1_disabled: 'ec2_metadata_service_endpoint = http://127.0.0.1:1\n',
  ignore_configured_endpoint_urls: 'endpoint_url = http://localhost:1\n',
};

const programs = await settingsPrograms();

describe('settings in SDKs', { skip: programs.missing, timeout: 1_800_000 }, () => {
  const scope = new Scope();
  const cases = casesOf(catalogue.settings.filter((setting) => setting.readings));
  const seen = {};
  let reported;

  before(async () => {
    const folder = await scope.temporaryFolder('settings');
    for (const one of cases) {
      one.file = path.join(folder, `${cases.indexOf(one)}`);
      await writeFile(one.file, profile('default', one));
    }
    const list = path.join(folder, 'cases.json');
    await writeFile(list, JSON.stringify(cases.map(({ of, ...one }) => one)));

    // Nothing of this machine may decide, and no request may leave it.
    const env = {
      PATH: process.env.PATH,
      HOME: folder,
      AWS_SHARED_CREDENTIALS_FILE: os.devNull,
      AWS_CONFIG_FILE: os.devNull,
      AWS_EC2_METADATA_DISABLED: 'true',
    };
    for (const sdk of sdks) {
      const [program, ...args] = programs[sdk];
      seen[sdk] = JSON.parse((await run(program, [...args, list], { env })).stdout);
    }
    reported = await findings(path.join(folder, 'all'), env);
  });
  after(() => scope.close());

  /** The lines of one file with a profile for each case that `config dump` reports. */
  async function findings(file, env) {
    const texts = cases.map((one, index) => profile(`profile p${index}`, one));
    await writeFile(file, texts.join(''));
    const dump = await runVerb(scope, ['config', 'dump', '--json'], { env: { ...env, AWS_CONFIG_FILE: file } });
    const lines = JSON.parse(dump.stdout)
      .problems.filter((problem) => ['InvalidValue', 'ValueDividesSdks'].includes(problem.code))
      .map((problem) => problem.line);
    let line = 0;
    return texts.map((text) => {
      line += text.split('\n').length - 1;
      return lines.includes(line);
    });
  }

  it('has seen each of them read and refuse something', () => {
    for (const sdk of sdks) {
      const outcomes = Object.values(seen[sdk]);
      assert.ok(
        outcomes.some((outcome) => outcome.value !== undefined && outcome.value !== null),
        sdk,
      );
      assert.ok(
        outcomes.some((outcome) => outcome.fails),
        sdk,
      );
    }
  });

  it('leaves out no enum, boolean or number that one of them reads', () => {
    const missing = catalogue.settings
      .filter((setting) => kinds.includes(setting.kind) && !setting.tool && !setting.isMistake)
      .flatMap((setting) =>
        sdks
          .filter((sdk) => setting.support?.[sdk] === 'yes' && !setting.readings?.[sdk])
          .filter((sdk) => unseen[setting.name] !== 'all' && !unseen[setting.name]?.includes(sdk))
          .map((sdk) => `${setting.block ?? ''}/${setting.name} in ${sdk}`),
      );
    assert.deepEqual(missing, []);
  });

  it('has seen every reading of the catalogue with the SDK itself', () => {
    const unproven = catalogue.settings
      .filter((setting) => setting.readings)
      .flatMap((setting) =>
        Object.keys(setting.readings)
          .filter((sdk) => !cases.some((one) => one.of === setting && isSeen(sdk, one)))
          .map((sdk) => `${setting.block ?? ''}/${setting.name} in ${sdk}`),
      );
    assert.deepEqual(unproven, []);
  });

  /** An SDK of another version than the catalogue's may not know a setting yet. */
  function isSeen(sdk, one) {
    const outcome = seen[sdk][one.id];
    return outcome && (outcome.fails || outcome.unread || outcome.value !== undefined);
  }

  it('reports exactly the values with which one of them fails or that they read differently', () => {
    const wrong = cases
      .map((one, index) => ({ one, expected: isTrouble(one), actual: reported[index] }))
      .filter(({ one, expected, actual }) => !seen.boto3[one.id].unread && expected !== actual)
      .map(({ one, expected }) => ({
        id: one.id,
        expected,
        seen: sdks.map((sdk) => JSON.stringify(seen[sdk][one.id])).join(' '),
      }));
    assert.deepEqual(wrong, []);
  });

  /** Whether one fails, they work with different values, or none takes the value as it is meant. */
  function isTrouble(one) {
    const outcomes = sdks.map((sdk) => seen[sdk][one.id]).filter(Boolean);
    if (outcomes.some((outcome) => outcome.fails)) {
      return true;
    }
    const values = outcomes
      .filter((outcome) => outcome.value !== undefined)
      .map((outcome) => plain(one, outcome.value ?? one.fallback));
    return new Set(values).size > 1 || values.some((value) => value !== plain(one, one.value));
  }
});

/** A value as it can be compared between languages. */
function plain(one, value) {
  return one.kind === 'number' && Number.isInteger(Number(value)) ? `${Number(value)}` : `${value}`.toLowerCase();
}

function casesOf(settings) {
  return settings.flatMap((setting) =>
    [...new Set(valuesOf(setting))].map((value) => ({
      id: `${setting.block ?? ''}/${setting.name}=${value}`,
      of: setting,
      name: setting.name,
      block: setting.block ?? null,
      kind: setting.kind,
      fallback: setting.default ?? (setting.kind === 'bool' ? 'false' : null),
      value,
    })),
  );
}

/** Each allowed value, values in another case, nonsense, and numbers at and beyond the limits of each SDK. */
function valuesOf(setting) {
  if (setting.kind === 'number') {
    const limits = Object.values(setting.readings)
      .flatMap((reading) => [reading.min, reading.max])
      .filter((limit) => limit !== undefined);
    return [
      ...['5', '007', '+5', 'abc', '0x10', '1e3', '1.5', '0', '-1', '99999999999'],
      ...limits.flatMap((limit) => [limit - 1, limit, limit + 1].map(String)),
    ];
  }
  return [
    ...setting.values.flatMap((value) => [
      value,
      value.toUpperCase(),
      value.toLowerCase(),
      value[0].toUpperCase() + value.slice(1),
    ]),
    'foo',
    ...(setting.kind === 'bool' ? ['yes', '1', '0'] : []),
  ];
}

/** A profile whose last line is the case's. */
function profile(header, one) {
  const line = one.block ? `${one.block} =\n  ${one.name} = ${one.value}` : `${one.name} = ${one.value}`;
  return `[${header}]\nregion = eu-central-1\naws_access_key_id = AKIAIOSFODNN7EXAMPLE\naws_secret_access_key = x\n${beside[one.name] ?? ''}${line}\n`;
}
