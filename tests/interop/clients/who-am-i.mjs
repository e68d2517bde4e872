// Prints the caller identity from the STS at an address, with the default credentials of the AWS SDK for JavaScript.
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';

const [endpoint] = process.argv.slice(2);
const client = new STSClient({ endpoint, region: 'us-east-1', maxAttempts: 1 });
try {
  const { Arn } = await client.send(new GetCallerIdentityCommand({}));
  process.stdout.write(`${Arn}\n`);
} catch (error) {
  process.stdout.write(`${error.name}: ${error.message}\n`);
}
