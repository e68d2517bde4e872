import { run, which } from '../../../scripts/lib/processes.mjs';

export const awsPath = which('aws');

/**
 * Lines for a shell's start-up file that let an old AWS CLI reach the sandbox. The CLI reads AWS_ENDPOINT_URL_STS since
 * 2.13 and 1.29; Debian 12 has 2.9.
 */
export async function endpointShim() {
  const { stdout, stderr } = await run(awsPath, ['--version']);
  const [, major, minor] = (stdout + stderr).match(/aws-cli\/(\d+)\.(\d+)/).map(Number);
  const readsTheVariable = major === 1 ? minor >= 29 : minor >= 13;
  return readsTheVariable ? '' : 'aws() { command aws --endpoint-url "$AWS_ENDPOINT_URL_STS" "$@"; }\n';
}
