import { run } from '../../../scripts/lib/processes.mjs';

/**
 * Returns the version text of the AWS CLI that a terminal of VS Code finds, or undefined. Such a terminal has a login
 * shell, so its PATH may differ from that of the tests.
 */
export const awsVersion = await run('bash', ['-lc', 'aws --version'], {
  env: { ...process.env, HOME: '/var/empty' },
}).then(
  ({ stdout, stderr }) => stdout + stderr,
  () => undefined,
);

/**
 * Lines for a shell's start-up file that redirect an old AWS CLI to the sandbox. The CLI reads AWS_ENDPOINT_URL_STS
 * since 2.13 and 1.29; Debian 12 has 2.9.
 */
export function endpointShim() {
  const [, major, minor] = awsVersion.match(/aws-cli\/(\d+)\.(\d+)/).map(Number);
  const readsTheVariable = major === 1 ? minor >= 29 : minor >= 13;
  return readsTheVariable ? '' : 'aws() { command aws --endpoint-url "$AWS_ENDPOINT_URL_STS" "$@"; }\n';
}
