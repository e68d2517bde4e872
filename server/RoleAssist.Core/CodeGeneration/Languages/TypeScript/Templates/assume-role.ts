«if roleArn»
// Works as the role of profile «comment profile».
«else»
// Works as profile «comment profile».
«end»
«if mfaSerial»
import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';
«end»
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
«if roleArn»
import { fromNodeProviderChain, fromTemporaryCredentials } from '@aws-sdk/credential-providers';
«else»
import { fromNodeProviderChain } from '@aws-sdk/credential-providers';
«end»

const region = «region»; // to work in, and whose STS is asked

«if not roleArn»
«if sourceProfile»
const credentials = fromNodeProviderChain({ profile: «sourceProfile» });
«else»
const credentials = fromNodeProviderChain();
«end»
«else»
«if chained»
let credentials = fromTemporaryCredentials({
«else»
const credentials = fromTemporaryCredentials({
«end»
«end»
«each role»
«if not first»

// The role above assumes the next one. AWS gives a session that another role begins an hour at most.
credentials = fromTemporaryCredentials({
  masterCredentials: credentials,
«else»
«if sourceProfile»
  masterCredentials: fromNodeProviderChain({ profile: «sourceProfile» }),
«else»
  masterCredentials: fromNodeProviderChain(),
«end»
«end»
  params: {
    RoleArn: «roleArn»,
    RoleSessionName: «sessionName», // what CloudTrail shows
    DurationSeconds: «duration»,
«if externalId»
    ExternalId: «externalId»,
«end»
«if mfaSerial»
    SerialNumber: «mfaSerial»,
«end»
  },
«if mfaSerial»
  // Asks again for every renewal, and shows nothing of what is typed.
  mfaCodeProvider: async (device) => {
    process.stderr.write(`MFA code of ${device}: `);
    const output = new Writable({ write: (_chunk, _encoding, done) => done() });
    const terminal = createInterface({ input: process.stdin, output, terminal: process.stdin.isTTY });
    const line = await terminal[Symbol.asyncIterator]().next();
    terminal.close();
    process.stderr.write('\n');
    return line.done ? '' : line.value.trim();
  },
«end»
  clientConfig: { region },
});
«end»

const sts = new STSClient({ region, credentials });

try {
  const { Arn } = await sts.send(new GetCallerIdentityCommand({}));
  console.log(`Working as ${Arn}`);
} catch (error) {
«if roleArn»
  console.error(`The role was not assumed: ${error instanceof Error ? error.message : error}`);
«else»
  console.error(`There are no credentials: ${error instanceof Error ? error.message : error}`);
«end»
  process.exit(1);
}
«if roleArn»

// A client keeps its session and renews it. With `credentials` again another client would assume the role
// for itself, so let it share the session: new S3Client({ region, credentials: sts.config.credentials })
«end»
«cursor»
