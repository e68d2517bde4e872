import { after, before, describe } from 'node:test';
import { Scope } from '../../../scripts/lib/main.mjs';
import { Sandbox } from '../../../scripts/lib/sandbox.mjs';

/**
 * A suite with a sandbox of its own, so that MFA codes are spent and faults armed for nobody else.
 * @param {string} name
 * @param {(context: { scope: Scope, sandbox: Sandbox }) => void} define
 */
export function describeWithSandbox(name, define) {
  // A host that hangs must fail the test, not the run.
  describe(name, { timeout: 60_000 }, () => {
    const context = { scope: new Scope(), sandbox: /** @type {Sandbox} */ (/** @type {unknown} */ (undefined)) };
    before(async () => {
      context.sandbox = await Sandbox.start(context.scope);
    });
    after(() => context.scope.close());
    define(context);
  });
}
