#!/usr/bin/env python3
# Does the same work in several accounts and reports each result.
«if mfaSerial»
import getpass
«end»
import sys

import boto3
from botocore.exceptions import BotoCoreError, ClientError

REGION = «region»  # also selects the STS endpoint

ROLES = [
«each account»
    {
        "RoleArn": «roleArn»,
        "RoleSessionName": «sessionName»,  # recorded by CloudTrail
        "DurationSeconds": «duration»,
«if externalId»
        "ExternalId": «externalId»,
«end»
    },
«end»
]


def session_of(credentials):
    return boto3.Session(
        aws_access_key_id=credentials["AccessKeyId"],
        aws_secret_access_key=credentials["SecretAccessKey"],
        aws_session_token=credentials["SessionToken"],
        region_name=REGION,
    )


def work(session):
    """Runs in each account."""
    identity = session.client("sts").get_caller_identity()
    print(f"Working as {identity['Arn']}")
    «cursor»


try:
«if sourceProfile»
    source = boto3.Session(profile_name=«sourceProfile», region_name=REGION)
«else»
    source = boto3.Session(region_name=REGION)
«end»
    sts = source.client("sts")
«if mfaSerial»

    # AWS accepts each code once, so use it for a user session, which can assume all roles that need the device.
    user = sts.get_session_token(
        DurationSeconds=43200,
        SerialNumber=«mfaSerial»,
        TokenCode=getpass.getpass("MFA code of " + «mfaSerial» + ": "),
    )
    sts = session_of(user["Credentials"]).client("sts")
«end»
«if mfaSerial»
except (BotoCoreError, ClientError, EOFError) as error:
«else»
except (BotoCoreError, ClientError) as error:
«end»
    sys.exit(f"Could not get the source credentials: {error}")

failures = 0
for role in ROLES:
    try:
        work(session_of(sts.assume_role(**role)["Credentials"]))
    except (BotoCoreError, ClientError) as error:
        # Continue with the other accounts.
        failures += 1
        print(f"{role['RoleArn']}: {error}", file=sys.stderr)

sys.exit(1 if failures else 0)
