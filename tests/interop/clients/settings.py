"""Prints what botocore makes of settings: one JSON object with an outcome for each case.

Arguments: a file with the cases, which name a config file each. An outcome is {"value"} or {"fails"}, or {"unread"} if
this botocore is too old to know the setting.
"""

import json
import os
import sys

import botocore.session
from botocore.configprovider import BOTOCORE_DEFAUT_SESSION_VARIABLES
from botocore.utils import ensure_boolean

NAMES = {
    definition[0]: name
    for name, definition in BOTOCORE_DEFAUT_SESSION_VARIABLES.items()
    if isinstance(definition[0], str)
}


def read(case, session, config):
    name = case["name"]
    s3 = config.s3 or {}
    if case["block"] == "s3":
        return s3.get(name)
    if name.startswith("s3_") and name[3:] in s3:
        return s3[name[3:]]
    if name == "retry_mode":
        return config.retries["mode"]
    if name == "max_attempts":
        return config.retries["total_max_attempts"]
    if name not in NAMES:
        value = getattr(config, name)
        if value is None:
            raise AttributeError(name)
        return value
    value = session.get_config_variable(NAMES[name])
    if name == "endpoint_discovery_enabled":
        # Only clients of services that have it read it, in this way.
        return "auto" if str(value).lower() == "auto" else ensure_boolean(value)
    return value


def outcome(case, loader):
    os.environ["AWS_CONFIG_FILE"] = case["file"]
    try:
        session = botocore.session.Session()
        session.register_component("data_loader", loader)
        session.get_credentials()
        session.create_client("sts")
        value = read(case, session, session.create_client("s3").meta.config)
        return {"value": None if value is None else str(value)}
    except AttributeError:
        return {"unread": True}
    except Exception as error:  # whatever a user would see
        return {"fails": f"{type(error).__name__}: {error}"}


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        cases = json.load(file)
    loader = botocore.session.Session().get_component("data_loader")
    json.dump({case["id"]: outcome(case, loader) for case in cases}, sys.stdout)


main()
