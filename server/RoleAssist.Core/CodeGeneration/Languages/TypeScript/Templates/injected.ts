// Works with the credentials that RoleAssist has given to this terminal, debug session or task.
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';

const { AWS_ACCESS_KEY_ID, AWS_CONTAINER_CREDENTIALS_FULL_URI, AWS_PROFILE, AWS_REGION } = process.env;

// Without this the SDK would go on to whatever else the machine has, a default profile for one.
if (!AWS_ACCESS_KEY_ID && !AWS_CONTAINER_CREDENTIALS_FULL_URI && !AWS_PROFILE) {
  console.error('There are no credentials here. Assume a role for this terminal, or start this with: roleassist exec');
  process.exit(1);
}

// RoleAssist sets the region too, unless the profile has none.
const sts = new STSClient({ region: AWS_REGION || «region» });

try {
  const { Account, Arn } = await sts.send(new GetCallerIdentityCommand({}));
«each wantedRole»
  // The ARN of a session is arn:aws:sts::ACCOUNT:assumed-role/ROLE/SESSION.
  if (Account !== «account» || Arn?.split('/')[1] !== «roleName») {
    throw new Error('This is meant for the role ' + «roleName» + ' in account ' + «account» + `, and the credentials are those of ${Arn}`);
  }
«end»
  console.log(`Working as ${Arn} in account ${Account}`);
} catch (error) {
  console.error(`The credentials cannot be used: ${error instanceof Error ? error.message : error}`);
  process.exit(1);
}
«cursor»
