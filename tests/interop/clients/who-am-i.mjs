// Asks the STS at an address who it is, with the credentials that AWS' SDK for JavaScript finds by itself.
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';

const [endpoint] = process.argv.slice(2);
const client = new STSClient({ endpoint, region: 'us-east-1', maxAttempts: 1 });
try {
  const { Arn } = await client.send(new GetCallerIdentityCommand({}));
  process.stdout.write(`${Arn}\n`);
} catch (error) {
  process.stdout.write(`${error.name}: ${error.message}\n`);
}
