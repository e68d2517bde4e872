«if roleArn»
// Assumes the role of profile «comment profile».
«else»
// Uses profile «comment profile».
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

const region = «region»; // also selects the STS endpoint

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

// Use the role above to assume the next one. AWS limits chained role sessions to one hour.
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
    RoleSessionName: «sessionName», // recorded by CloudTrail
    DurationSeconds: «duration»,
«if externalId»
    ExternalId: «externalId»,
«end»
«if mfaSerial»
    SerialNumber: «mfaSerial»,
«end»
  },
«if mfaSerial»
  // Asks for a new code on each renewal. The code is not echoed.
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
  console.error(`Could not get credentials: ${error instanceof Error ? error.message : error}`);
«end»
  process.exit(1);
}
«if roleArn»

// A client keeps and renews its session. Another client with `credentials` would assume the role again. To share
// the session: new S3Client({ region, credentials: sts.config.credentials })
«end»
«cursor»
