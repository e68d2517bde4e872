"""Signs in to Identity Center, or uses a sign-in, with AWS' own code.

    sso-token.py use ENDPOINT PROFILE    prints the access token of the profile's sign-in; renews it as every SDK does
    sso-token.py login ENDPOINT SESSION  signs in as `aws sso login --use-device-code` does; approves the code itself

The second one needs the botocore of the AWS CLI 2, which is in the package awscli.
"""

import os
import sys
import urllib.request

import botocore.session

action, endpoint, name = sys.argv[1:]
session = botocore.session.Session(profile=name if action == "use" else None)
create_client = session.create_client


def create_client_at_endpoint(service, *args, **options):
    # Older versions do not know the variables for endpoints.
    return create_client(service, *args, endpoint_url=endpoint, **options)


session.create_client = create_client_at_endpoint

if action == "use":
    from botocore.tokens import SSOTokenProvider

    print(SSOTokenProvider(session).load_token().get_frozen_token().token)
else:
    from botocore.utils import JSONFileCache, SSOTokenFetcher

    def approve(**pending):
        address = f"{endpoint}/device?user_code={pending['userCode']}"
        urllib.request.urlopen(address, b"decision=approve").read()

    config = session.full_config["sso_sessions"][name]
    fetcher = SSOTokenFetcher(
        config["sso_region"],
        client_creator=session.create_client,
        cache=JSONFileCache(os.path.expanduser("~/.aws/sso/cache")),
        on_pending_authorization=approve,
    )
    scopes = config["sso_registration_scopes"].split(",")
    fetcher.fetch_token(config["sso_start_url"], session_name=name, registration_scopes=scopes)
