// The AWS CLI under `exec`, against the sandbox and against a third-party STS.
import assert from 'node:assert/strict';
import { it } from 'node:test';
import { awsPrograms, whoAmICommand } from './support/aws-cli.mjs';
import { runVerb } from './support/command-line.mjs';
import { startStrangeSts } from './support/sts-servers.mjs';
import { describeWithSandbox } from './support/suite.mjs';

const withAws = { skip: awsPrograms.length === 0 && '`aws` was not found on PATH' };

describeWithSandbox('the AWS CLI under exec', (context) => {
  const whoAmI = async (aws, endpoint) => {
    const { stdout, stderr, code } = await runVerb(
      context.scope,
      ['exec', 'dev', '--session-name', 'someone', '--', ...(await whoAmICommand(aws, endpoint))],
      { env: { ...context.sandbox.environment, AWS_ENDPOINT_URL_STS: endpoint } },
    );
    assert.equal(code, 0, stderr);
    return JSON.parse(stdout);
  };

  it('has the role according to the sandbox', withAws, async () => {
    for (const aws of awsPrograms) {
      const { Arn } = await whoAmI(aws, context.sandbox.description.endpoint);
      assert.equal(Arn, 'arn:aws:sts::222233334444:assumed-role/developer/someone', aws);
    }
  });

  it('has the role according to the STS in AWS_ENDPOINT_URL_STS', withAws, async () => {
    for (const aws of awsPrograms) {
      const sts = await startStrangeSts(context.scope);

      const { Arn } = await whoAmI(aws, sts.url);

      assert.equal(Arn, 'arn:aws:sts::222233334444:assumed-role/developer/strange', aws);
      const [assumed, identified] = sts.seen;
      assert.deepEqual([assumed.action, assumed.region, assumed.token], ['AssumeRole', 'us-east-1', undefined]);
      assert.match(assumed.accessKeyId, /^AKIA/);
      assert.deepEqual([identified.action, identified.accessKeyId], ['GetCallerIdentity', sts.issued.id]);
    }
  });
});
