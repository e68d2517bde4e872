// Uses the credentials that RoleAssist provides to this terminal, debug session or task.
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';

const { AWS_ACCESS_KEY_ID, AWS_CONTAINER_CREDENTIALS_FULL_URI, AWS_PROFILE, AWS_REGION } = process.env;

// Without this check, the SDK would fall back to other credentials, such as a default profile.
if (!AWS_ACCESS_KEY_ID && !AWS_CONTAINER_CREDENTIALS_FULL_URI && !AWS_PROFILE) {
  console.error('There are no credentials here. Assume a role for this terminal, or start this with: roleassist exec');
  process.exit(1);
}

// RoleAssist also sets the region if the profile has one.
const sts = new STSClient({ region: AWS_REGION || «region» });

try {
  const { Account, Arn } = await sts.send(new GetCallerIdentityCommand({}));
«each wantedRole»
  // A session's ARN is arn:aws:sts::ACCOUNT:assumed-role/ROLE/SESSION.
  if (Account !== «account» || Arn?.split('/')[1] !== «roleName») {
    throw new Error('This program needs role ' + «roleName» + ' in account ' + «account» + `, but the credentials belong to ${Arn}`);
  }
«end»
  console.log(`Working as ${Arn} in account ${Account}`);
} catch (error) {
  console.error(`The credentials cannot be used: ${error instanceof Error ? error.message : error}`);
  process.exit(1);
}
«cursor»
