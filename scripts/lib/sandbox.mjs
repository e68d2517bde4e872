import { spawn } from 'node:child_process';
import path from 'node:path';
import readline from 'node:readline';
import { Failure, run, stop } from './processes.mjs';
import { hostExecutable } from './project.mjs';
import { withoutAgents } from './agents.mjs';

/**
 * @typedef {{ endpoint: string, home: string, environment: Record<string, string>,
 *   mfa: { serial: string, secret: string }[], profiles: string[],
 *   container: { uri: string, authorizationToken: string }, instanceMetadata: { endpoint: string } }} SandboxDescription
 */

/** A local STS with sample profiles that runs until the scope closes. */
export class Sandbox {
  /** @param {SandboxDescription} description */
  constructor(description) {
    this.description = description;
  }

  /**
   * @param {import('./main.mjs').Scope} scope
   * @param {{ accounts?: number }} [options] `accounts` is how many member accounts its organization has
   */
  static async start(scope, { accounts = 0 } = {}) {
    const home = await scope.temporaryFolder('home');
    const child = spawn(
      hostExecutable,
      ['sandbox', '--home', home, ...(accounts > 0 ? ['--accounts', `${accounts}`] : [])],
      { stdio: ['pipe', 'pipe', 'pipe'] },
    );
    scope.defer(() => stop(child));
    let complaints = '';
    child.stderr.setEncoding('utf8').on('data', (text) => (complaints += text));
    const firstLine = await new Promise((resolve, reject) => {
      readline.createInterface({ input: child.stdout }).once('line', resolve);
      child.once('error', reject);
      child.once('close', (code) => reject(new Failure(`The sandbox ended with ${code}.\n\n${complaints.trim()}`)));
    });
    return new Sandbox(JSON.parse(firstLine));
  }

  get home() {
    return this.description.home;
  }

  /** This process's environment with the sandbox's AWS settings instead of any others. */
  get environment() {
    const others = Object.entries(withoutAgents(process.env)).filter(([name]) => !name.startsWith('AWS_'));
    return {
      ...Object.fromEntries(others),
      ...this.description.environment,
      // Keep test events out of the user's audit trail.
      ROLEASSIST_STATE_FOLDER: path.join(this.home, 'roleassist'),
    };
  }

  get mfaSerial() {
    return this.description.mfa[0].serial;
  }

  /** The command that prints an MFA code, for users to copy. */
  codeCommand(serial = this.mfaSerial) {
    return [hostExecutable, 'sandbox', 'totp', serial, '--home', this.home];
  }

  /** Gets an unused code. Takes up to 30 seconds if the current one has been used. */
  async nextCode(serial) {
    const [command, ...args] = this.codeCommand(serial);
    return (await run(command, args)).stdout.trim();
  }

  /** Makes the next response fail; the options are those of `roleassist sandbox fault`. */
  async fault(kind, ...options) {
    await run(hostExecutable, ['sandbox', 'fault', kind, '--home', this.home, ...options]);
  }

  /** The log of its responses, oldest first. */
  async calls() {
    const { stdout } = await run(hostExecutable, ['sandbox', 'calls', '--home', this.home]);
    return JSON.parse(stdout).calls;
  }
}
