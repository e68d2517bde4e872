#!/usr/bin/env python3
# Works with the credentials that RoleAssist has given to this terminal, debug session or task.
import os
import sys

import boto3
from botocore.exceptions import BotoCoreError, ClientError

# Without this boto3 would go on to whatever else the machine has, a default profile for one.
if not any(
    os.environ.get(name)
    for name in ("AWS_ACCESS_KEY_ID", "AWS_CONTAINER_CREDENTIALS_FULL_URI", "AWS_PROFILE")
):
    sys.exit(
        "There are no credentials here. Assume a role for this terminal, or run: "
        "roleassist exec " + «profile» + " -- python3 injected.py"
    )

# RoleAssist sets the region too, unless the profile has none. boto3 reads AWS_DEFAULT_REGION only.
region = os.environ.get("AWS_REGION") or os.environ.get("AWS_DEFAULT_REGION") or «region»
session = boto3.Session(region_name=region)
try:
    identity = session.client("sts").get_caller_identity()
except (BotoCoreError, ClientError) as error:
    sys.exit(f"AWS did not take the credentials: {error}")
«each wantedRole»

# The ARN of a session is arn:aws:sts::ACCOUNT:assumed-role/ROLE/SESSION.
if identity["Account"] != «account» or identity["Arn"].split("/")[1] != «roleName»:
    sys.exit(
        "This is meant for the role " + «roleName» + " in account " + «account»
        + ", and the credentials are those of " + identity["Arn"]
    )
«end»

print(f"Working as {identity['Arn']}")
«cursor»
