import assert from 'node:assert/strict';
import os from 'node:os';
import { root } from '../../../scripts/lib/project.mjs';

/** Details of the implementation: stack frames, names of .NET types, source files and folders of this machine. */
const internals = [
  /^\s*at [\w.<>`]+\(/m,
  /\\n\s*at /,
  /\b(System|Microsoft|StreamJsonRpc|PolyType|Amazon|Newtonsoft|RoleAssist|Nerdbank)\.\w+/,
  /\w+(Exception|Error):? /,
  /\w+Exception\b/,
  /\.(cs|dll|csproj)\b/,
  /\b(Async|Params|Handler|Translator)\b/,
];

/** Asserts that a text for a client or user reveals no details of the implementation or the machine. */
export function assertNoInternals(text) {
  for (const pattern of internals) {
    assert.doesNotMatch(text, pattern);
  }
  for (const folder of [root, os.tmpdir(), os.homedir()]) {
    assert.ok(!text.includes(folder), `${folder} is in: ${text}`);
  }
}
