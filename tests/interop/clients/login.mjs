// Prints the access key that the AWS SDK for JavaScript gets from a profile with a console login.
import { fromLoginCredentials } from '@aws-sdk/credential-provider-login';

const [profile] = process.argv.slice(2);
try {
  const { accessKeyId } = await fromLoginCredentials({ profile })();
  process.stdout.write(`${accessKeyId}\n`);
} catch (error) {
  process.stdout.write(`${error.name}: ${error.message}\n`);
}
