"""Prints the caller identity from the STS at an address, with boto3's default credentials. --again: twice, with a line of input in between."""

import sys

import boto3
from botocore.exceptions import BotoCoreError, ClientError

try:
    client = boto3.client("sts", endpoint_url=sys.argv[1], region_name="us-east-1")
    print(client.get_caller_identity()["Arn"], flush=True)
    if "--again" in sys.argv and sys.stdin.readline():
        print(client.get_caller_identity()["Arn"])
except (BotoCoreError, ClientError, OSError) as error:
    print(f"{type(error).__name__}: {error}")
