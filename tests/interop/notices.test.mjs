// The third-party notices in the VSIX.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { describe, it } from 'node:test';
import path from 'node:path';
import { noticesFile } from '../../scripts/lib/notices.mjs';
import { root } from '../../scripts/lib/project.mjs';

describe('the third-party notices', () => {
  it('list every package that is linked into the host or bundled into the extension', async () => {
    const notices = await readFile(noticesFile, 'utf8');
    const lock = JSON.parse(await readFile(path.join(root, 'server/RoleAssist.Host/packages.lock.json'), 'utf8'));
    const buildTools = /Analyzers$|ILCompiler$|ILLink/;
    const linked = Object.entries(lock.dependencies['net10.0'])
      .filter(([name, { type }]) => type !== 'Project' && !buildTools.test(name))
      .map(([name, { resolved }]) => `${name} ${resolved}`);
    assert.ok(linked.length >= 15, linked.join());
    for (const name of [...linked, 'vscode-languageclient ', 'Microsoft.NETCore.App.Runtime']) {
      assert.ok(notices.includes(`\n${name}`), `${name} is missing`);
    }
  });

  it('include every license', async () => {
    const notices = await readFile(noticesFile, 'utf8');
    for (const words of [
      'Permission is hereby granted, free of charge',
      'Apache License\n\nVersion 2.0',
      'Permission to use, copy, modify, and/or distribute this software',
    ]) {
      assert.ok(notices.includes(words), words);
    }
    assert.doesNotMatch(notices, /License: undefined|\nundefined\n/);
  });
});
