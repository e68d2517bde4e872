import { run } from '../../../scripts/lib/processes.mjs';

/**
 * What the AWS CLI says of itself where a terminal of VS Code finds it, or undefined: such a terminal's shell has logged
 * in, and its PATH may be another than ours.
 */
export const awsVersion = await run('bash', ['-lc', 'aws --version'], {
  env: { ...process.env, HOME: '/var/empty' },
}).then(
  ({ stdout, stderr }) => stdout + stderr,
  () => undefined,
);

/**
 * Lines for a shell's start-up file that let an old AWS CLI reach the sandbox. The CLI reads AWS_ENDPOINT_URL_STS since
 * 2.13 and 1.29; Debian 12 has 2.9.
 */
export function endpointShim() {
  const [, major, minor] = awsVersion.match(/aws-cli\/(\d+)\.(\d+)/).map(Number);
  const readsTheVariable = major === 1 ? minor >= 29 : minor >= 13;
  return readsTheVariable ? '' : 'aws() { command aws --endpoint-url "$AWS_ENDPOINT_URL_STS" "$@"; }\n';
}
