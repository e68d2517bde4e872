import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { activate, deactivate } from '../../../extension/src/extension.ts';
import { readLaunchSettings } from '../../../extension/src/infrastructure/configuration/launchSettings.ts';
import { offerMcpServers } from '../../../extension/src/features/agents/mcpServers.ts';
import { languages } from '../../../extension/src/features/code/hardCodedKeyActions.ts';
import { readInitializationOptions } from '../../../extension/src/infrastructure/configuration/settings.ts';
import { Disposable, editor, openEditor } from './fakes/vscode.ts';
import { extensionContext } from './support/context.ts';

interface MenuItem {
  command: string;
  when?: string;
}

interface Manifest {
  version: string;
  main: string;
  l10n: string;
  icon: string;
  activationEvents: string[];
  capabilities: {
    untrustedWorkspaces: { supported: unknown; description: string; restrictedConfigurations: string[] };
  };
  extensionKind: string[];
  contributes: {
    commands: { command: string; category: string; title: string; icon?: string; enablement?: string }[];
    menus: Record<string, MenuItem[]>;
    viewsContainers: { activitybar: { id: string; title: string; icon: string }[] };
    views: Record<string, { id: string; name: string; icon: string }[]>;
    viewsWelcome: { view: string; contents: string; when: string }[];
    walkthroughs: {
      id: string;
      icon: string;
      steps: {
        id: string;
        description: string;
        media: { svg?: string; markdown?: string; altText?: string };
        completionEvents: string[];
      }[];
    }[];
    terminal: { profiles: { id: string }[] };
    mcpServerDefinitionProviders: { id: string; label: string }[];
    taskDefinitions: { type: string }[];
    configuration: {
      properties: Record<string, { scope: string; default: unknown; markdownDescription: string; enum?: string[] }>;
    };
    configurationDefaults: { 'remote.portsAttributes': Record<string, { onAutoForward: string }> };
    snippets?: { language: string; path: string }[];
    capabilities?: never;
  };
}

const root = fileURLToPath(new URL('../../../', import.meta.url));
const read = (file: string) => readFileSync(path.join(root, file), 'utf8');
const manifest = JSON.parse(read('package.json')) as Manifest;
const words = JSON.parse(read('package.nls.json')) as Record<string, string>;

describe('every contributed command', () => {
  const { commands } = manifest.contributes;

  it('has a handler, and every handler is contributed', async () => {
    openEditor();
    activate(extensionContext(root));
    expect([...editor.commands.keys()].sort()).toEqual(commands.map(({ command }) => command).sort());
    await deactivate();
  });

  it.each(commands)('$command has our prefix, the category and a title without it', ({ command, category, title }) => {
    expect(command).toMatch(/^roleassist\.[a-z][A-Za-z]+$/);
    expect(category).toBe('AWS');
    expect(title).toMatch(/^%commands\.\w+%$/);
    expect(words[title.slice(1, -1)]).not.toMatch(/^AWS/);
  });

  it('is in a context menu if it needs a row, and in the palette otherwise', () => {
    const { commandPalette = [], ...others } = manifest.contributes.menus;
    const hidden = commandPalette.filter(({ when }) => when === 'false').map(({ command }) => command);
    expect(hidden).toEqual([
      'roleassist.restrictFile',
      'roleassist.assumeReadOnly',
      'roleassist.openConsoleService',
      'roleassist.refreshProfiles',
      'roleassist.showTerminal',
      'roleassist.explainReplacedKeys',
      'roleassist.useSignInCode',
    ]);
    const named = new Set(commands.map(({ command }) => command));
    const used = Object.values({ commandPalette, ...others }).flat();
    expect(used.filter(({ command }) => !named.has(command))).toEqual([]);
    for (const inline of used.filter((item) => /inline|navigation/.test(JSON.stringify(item)))) {
      expect(commands.find(({ command }) => command === inline.command)?.icon).toMatch(/^\$\([\w-]+\)$/);
    }
  });
});

describe('every when clause', () => {
  const { commands, menus, viewsWelcome, walkthroughs } = manifest.contributes;
  const clauses = [
    ...commands.map(({ enablement }) => enablement),
    ...Object.values(menus).flatMap((items) => items.map(({ when }) => when)),
    ...viewsWelcome.map(({ when }) => when),
    ...walkthroughs.flatMap(({ steps }) => steps.flatMap(({ completionEvents }) => completionEvents)),
  ].filter((clause) => clause !== undefined);

  it('uses only context keys that are set, and all of those are used', () => {
    const sources = [
      'contextKeys.ts',
      'features/console/arnAtCursor.ts',
      'features/sandbox/sandboxControl.ts',
      'features/reload/registerReload.ts',
      'features/runs/registerRuns.ts',
    ];
    const kept = sources
      .flatMap((file) => [...read(`extension/src/${file}`).matchAll(/setContext'?[,(] ?'(?:roleassist\.)?(\w+)'/g)])
      .map(([, key]) => `roleassist.${key ?? ''}`);
    const names = clauses
      .filter((clause) => !/^on(Command|View):/.test(clause))
      .flatMap((clause) => clause.match(/roleassist\.\w+/g) ?? []);
    const views = Object.values(manifest.contributes.views).flatMap((list) => list.map(({ id }) => id));
    expect([...new Set(names.filter((name) => !views.includes(name)))].sort()).toEqual([...new Set(kept)].sort());
  });

  it('matches an existing kind of row', () => {
    const patterns = clauses.flatMap((clause) =>
      [...clause.matchAll(/viewItem =~ \/(.*?)\//g)].map(([, it]) => it ?? ''),
    );
    const kinds = [
      'session:ready',
      'session:stuck:inNewTerminals:signIn',
      'agentSession:ready',
      'profile:assumable:placed:role',
      'profile:assumable:placed:plainKey',
      'profile:assumable:placed:vaultKey:oldKey',
      'run:active',
      'run:ended:retriable',
      'runItem:failed',
    ];
    expect(patterns).not.toEqual([]);
    for (const pattern of patterns) {
      expect(kinds.some((kind) => new RegExp(pattern).test(kind))).toBe(true);
    }
  });
});

describe('the links of the welcome views and the walkthrough', () => {
  const { commands, viewsWelcome, walkthroughs, views } = manifest.contributes;
  const targets = new Set([
    ...commands.map(({ command }) => command),
    ...Object.values(views).flatMap((list) => list.map(({ id }) => `${id}.focus`)),
  ]);
  const texts = [
    ...viewsWelcome.map(({ contents }) => contents),
    ...walkthroughs.flatMap(({ steps }) => steps.map(({ description }) => description)),
  ].map((key) => words[key.slice(1, -1)] ?? '');

  it('run existing commands, each on a separate line, which makes it a button', () => {
    const links = texts.flatMap((text) =>
      [...text.matchAll(/\]\(command:([\w.]+)\)/g)].map(([, command]) => command ?? ''),
    );
    expect(links.length).toBeGreaterThanOrEqual(8);
    expect(links.filter((command) => !targets.has(command))).toEqual([]);
    for (const line of texts.flatMap((text) => text.split('\n')).filter((text) => text.includes('](command:'))) {
      expect(line).toMatch(/^\[[^\]]+\]\(command:[\w.]+\)$/);
    }
  });

  it('have completion events that can occur', () => {
    const events = walkthroughs.flatMap(({ steps }) => steps.flatMap(({ completionEvents }) => completionEvents));
    for (const event of events) {
      const [kind, target = ''] = event.split(/:(.*)/);
      expect(kind).toMatch(/^on(Command|View|Context)$/);
      expect(kind === 'onCommand' ? targets.has(target) : true).toBe(true);
      expect(kind === 'onView' ? targets.has(`${target}.focus`) : true).toBe(true);
    }
  });

  it('have images with alternative text', () => {
    for (const { media } of walkthroughs.flatMap(({ steps }) => steps)) {
      expect(media.markdown ?? words[(media.altText ?? '').slice(1, -1)]).toBeTruthy();
    }
  });
});

it('defines every text that is used, and uses every text', () => {
  const used = [...read('package.json').matchAll(/"%([\w.]+)%"/g)].map(([, key]) => key ?? '');
  expect([...new Set(used)].sort()).toEqual(Object.keys(words).sort());
  expect(Object.values(words)).not.toContain('');
});

describe('every setting', () => {
  const settings = Object.entries(manifest.contributes.configuration.properties);
  /** Settings that are read when they are needed; the host gets all others when it starts. */
  const ownSettings = [
    'roleassist.keyAgeWarningDays',
    'roleassist.confirmProduction',
    'roleassist.consoleHours',
    'roleassist.consoleViaPortal',
    'roleassist.profile',
    'roleassist.debugSessions',
    'roleassist.debugTypes',
    'roleassist.accountGroups',
    'roleassist.sdks',
  ];
  const hostSettings = settings.filter(([name]) => !ownSettings.includes(name));

  it.each(settings)('%s has our prefix, a default, a scope and a description', (name, setting) => {
    const { scope, markdownDescription } = setting;
    expect(name).toMatch(/^roleassist\.[a-z][A-Za-z]+$/);
    expect(setting).toHaveProperty('default');
    expect(['application', 'machine', 'machine-overridable', 'window', 'resource']).toContain(scope);
    expect(markdownDescription).toBe(`%configuration.${name.slice('roleassist.'.length)}%`);
  });

  it.each(hostSettings)('%s states that it takes effect when the host starts', (_, { markdownDescription }) => {
    expect(words[markdownDescription.slice(1, -1)]).toContain(`AWS: ${words['commands.restartHost'] ?? ''}`);
  });

  it('that a workspace can set applies only in trusted workspaces', () => {
    const overridable = settings
      .filter(([, { scope }]) => scope !== 'application' && scope !== 'machine')
      .map(([name]) => name);
    expect([...manifest.capabilities.untrustedWorkspaces.restrictedConfigurations].sort()).toEqual(overridable.sort());
  });

  it('accepts the default values of the manifest', () => {
    openEditor();
    for (const [name, { default: value }] of settings) {
      editor.settings[name] = value === '' ? '{user}' : value;
    }
    expect(Object.keys(readInitializationOptions())).toHaveLength(hostSettings.length);
    expect(readLaunchSettings(undefined)).toEqual({
      profile: '{user}',
      debugSessions: false,
      debugTypes: manifest.contributes.configuration.properties['roleassist.debugTypes']?.default,
    });
  });

  it.each(['mfaCodes', 'delivery', 'agents'] as const)(
    'accepts every value that the manifest offers for %s',
    (name) => {
      openEditor();
      const { enum: values = [] } = manifest.contributes.configuration.properties[`roleassist.${name}`] ?? {};
      expect(values.length).toBeGreaterThan(1);
      for (const value of values) {
        editor.settings[`roleassist.${name}`] = value;
        expect(readInitializationOptions()[name]).toBe(value);
      }
    },
  );
});

it('does not let a workspace decide in which accounts a group runs', () => {
  expect(manifest.contributes.configuration.properties['roleassist.accountGroups']?.scope).toBe('machine');
});

it('does not let a workspace decide what agents get', () => {
  expect(manifest.contributes.configuration.properties['roleassist.agents']?.scope).toBe('application');
});

it('contributes the MCP servers that it provides', () => {
  openEditor();
  const provided: string[] = [];
  const lm = {
    registerMcpServerDefinitionProvider: (id: string) => {
      provided.push(id);
      return new Disposable(() => undefined) as never;
    },
  };
  offerMcpServers('roleassist', { lm, McpStdioServerDefinition: Object as never });
  expect(manifest.contributes.mcpServerDefinitionProviders.map(({ id }) => id)).toEqual(provided);
});

it('does not let a workspace turn off the protection of production', () => {
  expect(manifest.contributes.configuration.properties['roleassist.confirmProduction']?.scope).toBe('application');
});

it('is activated after startup to report sessions that a reload ended, by debugging, which can start earlier, in the language of the AWS files, and in languages in which keys can be replaced', () => {
  expect(manifest.activationEvents).toEqual([
    'onStartupFinished',
    'onDebug',
    'onLanguage:aws-config',
    ...languages.map((language) => `onLanguage:${language}`),
  ]);
});

it('has a provider for the terminal profile and the tasks that it contributes', async () => {
  openEditor();
  const { terminal, taskDefinitions } = manifest.contributes;
  activate(extensionContext(root));
  expect(terminal.profiles.map(({ id }) => id)).toEqual([...editor.terminalProfiles.keys()]);
  expect(taskDefinitions.map(({ type }) => type)).toEqual(editor.taskTypes);
  await deactivate();
});

describe('the ports of the host, including the credential endpoint,', () => {
  const ports = manifest.contributes.configurationDefaults['remote.portsAttributes'];
  const isIgnored = (commandLine: string) =>
    Object.entries(ports).some(
      ([pattern, { onAutoForward }]) => new RegExp(pattern).test(commandLine) && onAutoForward === 'ignore',
    );

  it.each([
    '/home/a b/.vscode-server/extensions/roleassist.roleassist-0.1.0/artifacts/host/linux-x64/roleassist serve --stdio',
    '/usr/local/bin/roleassist serve --stdio --detached --log-level None',
    'roleassist serve --stdio',
    'roleassist sandbox',
    'roleassist console dev s3',
    // In the format of /proc, which VS Code reads on Linux.
    '/a b/artifacts/host/linux-x64/roleassist\0serve\0--stdio\0',
    '"C:\\Users\\a b\\roleassist.exe" serve --stdio',
  ])('are not forwarded: %s', (commandLine) => {
    expect(isIgnored(commandLine)).toBe(true);
  });

  it.each(['node server.js serve --stdio', 'roleassist exec dev -- npm serve', 'my-roleassist serve --stdio'])(
    'are distinguished from those of other programs: %s',
    (commandLine) => {
      expect(isIgnored(commandLine)).toBe(false);
    },
  );
});

it('declares at the root, where VS Code looks for it, what it supports in untrusted workspaces', () => {
  expect(manifest.capabilities.untrustedWorkspaces.supported).toBe('limited');
  expect(manifest.contributes.capabilities).toBeUndefined();
});

it('runs on the machine of the terminals', () => {
  expect(manifest.extensionKind).toEqual(['workspace']);
});

it('has the version of the whole product', () => {
  const [, version] = /<Version>(.*)<\/Version>/.exec(read('Directory.Build.props')) ?? [];
  expect(manifest.version).toBe(version);
});

describe('the package', () => {
  // The content of the VSIX is tested after installation, in tests/extension/e2e.
  const [everything, ...kept] = read('.vscodeignore')
    .split('\n')
    .filter((line) => line && !line.startsWith('#'));

  it('contains only the listed files', () => {
    expect(everything).toBe('**');
    expect(kept.filter((line) => !line.startsWith('!'))).toEqual([]);
  });

  /** Whether a file is in the package. */
  const isKept = (file: string) =>
    kept.some((line) => {
      // A whole folder, one type of file in it, or a single file.
      const [start = '', end = ''] = line.slice(1).split(/\*+/);
      return line.includes('*') ? file.startsWith(start) && file.endsWith(end) : file === start;
    });

  it('contains every file that the manifest refers to', () => {
    const { snippets = [], views, viewsContainers, walkthroughs } = manifest.contributes;
    const named = [
      manifest.main,
      manifest.icon,
      `${manifest.l10n}/bundle.l10n.json`,
      ...viewsContainers.activitybar.map(({ icon }) => icon),
      ...Object.values(views).flatMap((list) => list.map(({ icon }) => icon)),
      ...walkthroughs.flatMap(({ icon, steps }) => [icon, ...steps.map(({ media }) => media.svg ?? media.markdown)]),
      ...snippets.map(({ path: snippet }) => snippet),
    ].map((file) => path.posix.normalize(file ?? ''));
    expect(named.filter((file) => !isKept(file))).toEqual([]);
    const built = path.posix.normalize(manifest.main);
    expect(named.filter((file) => file !== built && !existsSync(path.join(root, file)))).toEqual([]);
  });

  it('contains images that follow the theme', () => {
    for (const file of readdirSync(path.join(root, 'extension/media/walkthrough'))) {
      const text = read(`extension/media/walkthrough/${file}`);
      expect(text, file).not.toMatch(/#[0-9a-f]{3,8}\b/i);
      expect(text, file).not.toMatch(/https?:\/\/(?!www\.w3\.org)/);
    }
    expect(read('extension/media/roles.svg')).toContain('currentColor');
  });

  it('contains an icon of the size that the Marketplace requires', () => {
    const png = readFileSync(path.join(root, manifest.icon));
    expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([128, 128]);
  });
});
