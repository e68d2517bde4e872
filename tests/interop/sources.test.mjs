// `exec` with every source of credentials: boto3, which uses the delivered credentials, reports the identity.
import assert from 'node:assert/strict';
import { it } from 'node:test';
import { pythonWithBoto3 as python } from './support/clients.mjs';
import { runVerb } from './support/command-line.mjs';
import { describeWithSandbox } from './support/suite.mjs';

const script = `
import boto3, sys
print(boto3.client('sts', endpoint_url=sys.argv[1], region_name='us-east-1').get_caller_identity()['Arn'])
`;

const sources = {
  dev: [/:assumed-role\/developer\//, 'access keys in a file'],
  ci: [/:assumed-role\/deploy\//, 'a web identity token'],
  sso: [/:assumed-role\/AWSReservedSSO_/, 'an SSO session'],
  'sso-legacy': [/:assumed-role\/AWSReservedSSO_/, 'the legacy SSO settings'],
  process: [/:user\//, 'a program'],
  container: [/:assumed-role\/report-writer\//, 'a container'],
  instance: [/:assumed-role\/backup-operator\//, 'an instance'],
};

describeWithSandbox('boto3 under exec', (context) => {
  for (const [profile, [arn, source]] of Object.entries(sources)) {
    it(`has the profile's identity, from ${source}`, { skip: !python && 'no python3 with boto3' }, async () => {
      const { description } = context.sandbox;
      const env = {
        ...context.sandbox.environment,
        // The locations of SSO tokens, and of the credentials of a container and an instance.
        HOME: description.home,
        USERPROFILE: description.home,
        AWS_CONTAINER_CREDENTIALS_FULL_URI: description.container.uri,
        AWS_CONTAINER_AUTHORIZATION_TOKEN: description.container.authorizationToken,
        AWS_EC2_METADATA_DISABLED: 'false',
        AWS_EC2_METADATA_SERVICE_ENDPOINT: description.instanceMetadata.endpoint,
      };

      const command = ['exec', profile, '--', python, '-c', script, description.endpoint];
      const { stdout, stderr, code } = await runVerb(context.scope, command, { env });

      assert.equal(code, 0, stderr);
      assert.match(stdout, arn);
    });
  }
});
