import { after, before, describe } from 'node:test';
import { Scope } from '../../../scripts/lib/main.mjs';
import { Sandbox } from '../../../scripts/lib/sandbox.mjs';

/**
 * A suite with a separate sandbox, so that its MFA codes and faults do not affect other suites.
 * @param {string} name
 * @param {(context: { scope: Scope, sandbox: Sandbox }) => void} define
 * @param {{ timeoutSeconds?: number, accounts?: number }} [options] `accounts` is the number of accounts in the
 *   sandbox's organization.
 */
export function describeWithSandbox(name, define, { timeoutSeconds = 1800, accounts = 0 } = {}) {
  // A hanging host must fail the test, not the run; a busy machine must fail neither.
  describe(name, { timeout: timeoutSeconds * 1000 }, () => {
    const context = { scope: new Scope(), sandbox: /** @type {Sandbox} */ (/** @type {unknown} */ (undefined)) };
    before(async () => {
      context.sandbox = await Sandbox.start(context.scope, { accounts });
    });
    after(() => context.scope.close());
    define(context);
  });
}
