#!/usr/bin/env python3
# Uses the credentials that RoleAssist provides to this terminal, debug session or task.
import os
import sys

import boto3
from botocore.exceptions import BotoCoreError, ClientError

# Without this check, boto3 would fall back to other credentials, such as a default profile.
if not any(
    os.environ.get(name)
    for name in ("AWS_ACCESS_KEY_ID", "AWS_CONTAINER_CREDENTIALS_FULL_URI", "AWS_PROFILE")
):
    sys.exit(
        "There are no credentials here. Assume a role for this terminal, or run: "
        "roleassist exec " + «profile» + " -- python3 injected.py"
    )

# RoleAssist also sets the region if the profile has one. boto3 only reads AWS_DEFAULT_REGION.
region = os.environ.get("AWS_REGION") or os.environ.get("AWS_DEFAULT_REGION") or «region»
session = boto3.Session(region_name=region)
try:
    identity = session.client("sts").get_caller_identity()
except (BotoCoreError, ClientError) as error:
    sys.exit(f"AWS rejected the credentials: {error}")
«each wantedRole»

# A session's ARN is arn:aws:sts::ACCOUNT:assumed-role/ROLE/SESSION.
if identity["Account"] != «account» or identity["Arn"].split("/")[1] != «roleName»:
    sys.exit(
        "This script needs role " + «roleName» + " in account " + «account»
        + ", but the credentials belong to " + identity["Arn"]
    )
«end»

print(f"Working as {identity['Arn']}")
«cursor»
