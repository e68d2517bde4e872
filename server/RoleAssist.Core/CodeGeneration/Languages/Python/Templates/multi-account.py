#!/usr/bin/env python3
# Does the same in several accounts, and tells of each how it went.
«if mfaSerial»
import getpass
«end»
import sys

import boto3
from botocore.exceptions import BotoCoreError, ClientError

REGION = «region»  # to work in, and whose STS is asked

ROLES = [
«each account»
    {
        "RoleArn": «roleArn»,
        "RoleSessionName": «sessionName»,  # what CloudTrail shows
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
    """What is done in each account."""
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

    # AWS takes a code once. It buys a session of the user's own, which assumes every role behind the device.
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
    sys.exit(f"There are no credentials to begin with: {error}")

failures = 0
for role in ROLES:
    try:
        work(session_of(sts.assume_role(**role)["Credentials"]))
    except (BotoCoreError, ClientError) as error:
        # The other accounts are still done.
        failures += 1
        print(f"{role['RoleArn']}: {error}", file=sys.stderr)

sys.exit(1 if failures else 0)
