import { existsSync } from 'node:fs';
import { run, which } from '../../../scripts/lib/processes.mjs';

const debianAws = '/usr/bin/aws';

/** Every installed AWS CLI: the one on PATH and the distribution's. */
export const awsPrograms = [...new Set([which('aws'), existsSync(debianAws) ? debianAws : undefined])].filter(Boolean);

/**
 * The command that makes an AWS CLI print its identity. The CLI reads AWS_ENDPOINT_URL_STS since 2.13 and 1.29; an
 * older one, such as Debian 12's, needs an option.
 */
export async function whoAmICommand(aws, endpoint) {
  const { stdout, stderr } = await run(aws, ['--version']);
  const [, major, minor] = (stdout + stderr).match(/aws-cli\/(\d+)\.(\d+)/).map(Number);
  const readsTheVariable = major === 1 ? minor >= 29 : minor >= 13;
  const options = readsTheVariable ? [] : ['--endpoint-url', endpoint];
  return [aws, ...options, '--output', 'json', 'sts', 'get-caller-identity'];
}
