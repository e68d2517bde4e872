#!/usr/bin/env python3
«if roleArn»
# Assumes the role of profile «comment profile».
«else»
# Uses profile «comment profile».
«end»
«if mfaSerial»
import getpass
«end»
import sys

import boto3
«if roleArn»
import botocore.session
from botocore.credentials import RefreshableCredentials
«end»
from botocore.exceptions import BotoCoreError, ClientError

REGION = «region»  # also selects the STS endpoint
«if roleArn»


class Role:
    """Supplies a role's credentials in place of botocore's default provider chain."""

    def __init__(self, source, **parameters):
        self.source = source
        self.parameters = parameters
        self.credentials = RefreshableCredentials.create_from_metadata(
            self.assume(), self.assume, "assume-role"
        )

    def assume(self):
        parameters = dict(self.parameters)
«if mfaSerial»
        if "SerialNumber" in parameters:
            # Each renewal needs a new code.
            prompt = f"MFA code of {parameters['SerialNumber']}: "
            parameters["TokenCode"] = getpass.getpass(prompt)
«end»
        sts = self.source.client("sts", region_name=REGION)
        credentials = sts.assume_role(**parameters)["Credentials"]
        return {
            "access_key": credentials["AccessKeyId"],
            "secret_key": credentials["SecretAccessKey"],
            "token": credentials["SessionToken"],
            "expiry_time": credentials["Expiration"].isoformat(),
        }

    def load_credentials(self):
        return self.credentials

    def session(self):
        session = botocore.session.get_session()
        session.register_component("credential_provider", self)
        return boto3.Session(botocore_session=session, region_name=REGION)


«else»

«end»
try:
«if roleArn»
«if sourceProfile»
    session = boto3.Session(profile_name=«sourceProfile»)
«else»
    session = boto3.Session()
«end»
«each role»
«if not first»

    # Use the role above to assume the next one. AWS limits chained sessions to one hour.
«end»
    session = Role(
        session,
        RoleArn=«roleArn»,
        RoleSessionName=«sessionName»,  # recorded by CloudTrail
«if first»
        # Seconds. botocore renews in the last 15 minutes, so 900 would be renewed constantly.
«end»
        DurationSeconds=«duration»,
«if externalId»
        ExternalId=«externalId»,
«end»
«if mfaSerial»
        SerialNumber=«mfaSerial»,
«end»
    ).session()
«end»
«if mfaSerial»
except (BotoCoreError, ClientError, EOFError) as error:
«else»
except (BotoCoreError, ClientError) as error:
«end»
    sys.exit(f"The role was not assumed: {error}")

identity = session.client("sts").get_caller_identity()
«else»
«if sourceProfile»
    session = boto3.Session(profile_name=«sourceProfile», region_name=REGION)
«else»
    session = boto3.Session(region_name=REGION)
«end»
    identity = session.client("sts").get_caller_identity()
except (BotoCoreError, ClientError) as error:
    sys.exit(f"Could not get credentials: {error}")

«end»
print(f"Working as {identity['Arn']}")
«cursor»
