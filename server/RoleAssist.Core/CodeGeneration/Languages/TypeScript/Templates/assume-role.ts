// Works as the role of profile «comment profile».
«if mfaSerial»
import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';
«end»
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { fromNodeProviderChain, fromTemporaryCredentials } from '@aws-sdk/credential-providers';

const region = «region»; // to work in, and whose STS is asked

«if chained»
let credentials = fromTemporaryCredentials({
«else»
const credentials = fromTemporaryCredentials({
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
  console.error(`The role was not assumed: ${error instanceof Error ? error.message : error}`);
  process.exit(1);
}

// A client keeps its session and renews it. With `credentials` again another client would assume the role
// for itself, so let it share the session: new S3Client({ region, credentials: sts.config.credentials })
«cursor»
