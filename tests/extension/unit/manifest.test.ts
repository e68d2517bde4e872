import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { ExtensionContext } from 'vscode';
import { activate, deactivate } from '../../../extension/src/extension.ts';
import { languages } from '../../../extension/src/features/code/hardCodedKeyActions.ts';
import { readInitializationOptions } from '../../../extension/src/infrastructure/configuration/settings.ts';
import { editor, openEditor } from './fakes/vscode.ts';

interface Manifest {
  version: string;
  main: string;
  icon: string;
  activationEvents: string[];
  capabilities: {
    untrustedWorkspaces: { supported: unknown; description: string; restrictedConfigurations: string[] };
  };
  extensionKind: string[];
  contributes: {
    commands: { command: string; category: string; title: string; enablement?: string }[];
    configuration: {
      properties: Record<string, { scope: string; default: unknown; markdownDescription: string; enum?: string[] }>;
    };
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
    activate({ extensionPath: root, subscriptions: [] } as unknown as ExtensionContext);
    expect([...editor.commands.keys()].sort()).toEqual(commands.map(({ command }) => command).sort());
    await deactivate();
  });

  it.each(commands)('$command has our prefix, the category and a title without it', ({ command, category, title }) => {
    expect(command).toMatch(/^roleassist\.[a-z][A-Za-z]+$/);
    expect(category).toBe('AWS');
    expect(title).toMatch(/^%commands\.\w+%$/);
    expect(words[title.slice(1, -1)]).not.toMatch(/^AWS/);
  });

  it('asks only for context keys that something keeps', () => {
    const keys = commands.flatMap(({ enablement }) => enablement?.match(/roleassist\.\w+/g) ?? []);
    expect([...new Set(keys)]).toEqual(['roleassist.sessionCount']);
  });
});

it('has words for every key, and a use for all its words', () => {
  const used = [...read('package.json').matchAll(/"%([\w.]+)%"/g)].map(([, key]) => key ?? '');
  expect([...new Set(used)].sort()).toEqual(Object.keys(words).sort());
  expect(Object.values(words)).not.toContain('');
});

describe('every setting', () => {
  const settings = Object.entries(manifest.contributes.configuration.properties);

  it.each(settings)(
    '%s has our prefix, a default, a scope and a description that says when it counts',
    (name, setting) => {
      const { scope, markdownDescription } = setting;
      expect(name).toMatch(/^roleassist\.[a-z][A-Za-z]+$/);
      expect(setting).toHaveProperty('default');
      expect(['application', 'machine-overridable']).toContain(scope);
      expect(markdownDescription).toBe(`%configuration.${name.slice('roleassist.'.length)}%`);
      expect(words[markdownDescription.slice(1, -1)]).toContain(`AWS: ${words['commands.restartHost'] ?? ''}`);
    },
  );

  it('that a workspace can set counts only where the workspace is trusted', () => {
    const overridable = settings.filter(([, { scope }]) => scope !== 'application').map(([name]) => name);
    expect([...manifest.capabilities.untrustedWorkspaces.restrictedConfigurations].sort()).toEqual(overridable.sort());
  });

  it('is one that the host is told, in the values of the manifest', () => {
    openEditor();
    for (const [name, { default: value }] of settings) {
      editor.settings[name] = value === '' ? '{user}' : value;
    }
    expect(Object.keys(readInitializationOptions())).toHaveLength(settings.length);

    const { enum: values = [] } = manifest.contributes.configuration.properties['roleassist.mfaCodes'] ?? {};
    expect(values).toHaveLength(3);
    for (const value of values) {
      editor.settings['roleassist.mfaCodes'] = value;
      expect(readInitializationOptions().mfaCodes).toBe(value);
    }
  });
});

it('is woken by its commands, and where a key in a file could be replaced', () => {
  expect(manifest.activationEvents).toEqual(languages.map((language) => `onLanguage:${language}`));
});

it('says at the root, where VS Code looks for it, what an untrusted workspace gets', () => {
  expect(manifest.capabilities.untrustedWorkspaces.supported).toBe('limited');
  expect(manifest.contributes.capabilities).toBeUndefined();
});

it('runs where the terminals are', () => {
  expect(manifest.extensionKind).toEqual(['workspace']);
});

it('has the version of the whole product', () => {
  const [, version] = /<Version>(.*)<\/Version>/.exec(read('Directory.Build.props')) ?? [];
  expect(manifest.version).toBe(version);
});

describe('the package', () => {
  // What the VSIX then really holds is tested where it is installed, in tests/extension/e2e.
  const [everything, ...kept] = read('.vscodeignore')
    .split('\n')
    .filter((line) => line && !line.startsWith('#'));

  it('leaves everything at home but what is named', () => {
    expect(everything).toBe('**');
    expect(kept.filter((line) => !line.startsWith('!'))).toEqual([]);
  });

  it('has every file that the manifest names', () => {
    for (const named of [manifest.main, manifest.icon]) {
      expect(kept).toContain(`!${path.posix.normalize(named)}`);
    }
    for (const { path: snippet } of manifest.contributes.snippets ?? []) {
      expect(path.posix.normalize(snippet)).toMatch(/^snippets\//);
      expect(existsSync(path.join(root, snippet))).toBe(true);
    }
  });

  it('has an icon of the size that the Marketplace asks for', () => {
    const png = readFileSync(path.join(root, manifest.icon));
    expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([128, 128]);
  });
});
