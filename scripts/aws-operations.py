"""What the commands of the installed AWS CLI do with files and secrets, for the checks of `roleassist mcp`.

    python3 scripts/aws-operations.py paths                  # prints the table of FileArguments
    python3 scripts/aws-operations.py secrets FILE           # adds the operations to judge to a list

Run it with the Python of each AWS CLI that counts (versions 1 and 2): it walks the commands that the CLI itself builds.
The list is tests/RoleAssist.Host.Tests/Mcp/secret-operations.txt. A line is an operation whose name says credential, or
whose answer has, at any depth, a text that is marked as sensitive or whose name says so; then the names of those members.
The test beside it demands that each is refused (RefusedCommands), or that the redactor knows its members by their names
(SecretNames). What is no secret is told by the patterns below.
"""

import re
import sys

from awscli.clidriver import create_clidriver

SECRET = re.compile(
    r"token|secret|passw|credential|presign|api_?key|private_?key|signedurl|loginurl|authorizedurl|accesskey|streamkey"
    r"|authcode|activationcode|activationkey|presharedkey|connectionstring|base32",
    re.I,
)

# Sensitive members that are secrets under a name that says nothing.
SENSITIVE = re.compile(r"passphrase|^plaintext$|keymaterial|seed$|passcode", re.I)

# Places in lists, versions, settings, names and counts; the values of these are no secrets.
HARMLESS = re.compile(
    r"^(\w*next\w*|\w*pagination|\w*continuation|\w*page|client|client_?request|idempotency|\w*request|starting|marker|change"
    r"|lock|sync|previous|task|update|updated|creation|version|sourceupdate|listupdate|policyupdate|lastclientrequest"
    r"|conditional|callback|checkpoint|feedback|result|retrieval|sequence|uploadsequence|block|firstblock|secondblock|chunk"
    r"|object|preview|purchase|registration|verification|workunit|viewversion|nodeassociationstatus|copyproduct"
    r"|portfolioshare|hooksrequest|loganomaly|associateinprogress|offer|import|export|grant|initialconfiguration"
    r"|taxdocumentaccess|licenseconsumption)token$"
    r"|tokens(used|count|limit)?$|tokencount|token(ization|units|validity|string|standard|reference|endpoint|url)|passwordpolicy"
    r"|(arn|arns|id|ids|uri|url|name|status|state|count|date|at|time|type|mode|version|enabled|required|lastused|ref|xpath"
    r"|region|vendor|prefix|location|message|endpoint|reason|method|label|link|path|header|source|parameter|providerurl|field|button\w*|scope"
    r"|host|alias|expression|policy|pair|provider|enforced|description|role|stringkey|param|presignup|pretokengeneration"
    r"|httptokens|runtimeenvironmentsecrets|credentials?source|sqlservercredentials|ciphertextblob|accesssecret"
    r"|subjectfromwebidentitytoken)$",
    re.I,
)
LINKS = re.compile(r"(presigned|signed|authorized|login|authorization)url$", re.I)

OPERATION = re.compile(
    r"^(get|create|generate|issue|reset|rotate|export|retrieve|request|assume|exchange|refresh|regenerate|add|list|describe)-"
    r"(.*-)?(token|tokens|secret|secrets|password|credential|credentials|api-keys?|private-key|stream-keys?|access-keys?"
    r"|login-token|presigned-.*|signed-.*|.*-presigned-.*|key-pair|keys-and-certificate|auth-code|activation)(-for-.*)?$"
)


def members(shape, seen=frozenset()):
    if shape.type_name == "structure" and shape.name not in seen:
        for name, member in shape.members.items():
            if member.type_name in ("string", "blob"):
                yield name, bool(member.metadata.get("sensitive"))
            yield from members(member, seen | {shape.name})
    elif shape.type_name == "list":
        yield from members(shape.member, seen)
    elif shape.type_name == "map":
        yield from members(shape.value, seen)


def is_secret(name, sensitive):
    if LINKS.search(name) or (sensitive and SENSITIVE.search(name)):
        return True
    return bool(SECRET.search(name)) and not HARMLESS.search(name)


def table_of(command):
    """Version 1 of the CLI has no public name for it."""
    if hasattr(command, "subcommand_table"):
        return command.subcommand_table
    return command._get_command_table() if hasattr(command, "_get_command_table") else {}


def commands(path, command):
    yield path, command
    for name, inner in table_of(command).items():
        if name not in ("help", "wait") and len(path) < 3:
            yield from commands([*path, name], inner)


def paths():
    for path, command in everything():
        for name, argument in (getattr(command, "arg_table", None) or {}).items():
            model = getattr(argument, "argument_model", None)
            streams = model is not None and model.type_name == "blob" and model.serialization.get("streaming")
            if streams or name.endswith("-outfile"):
                print(f'["{" ".join(path)}"] = "--{name}",')


def secrets(file):
    try:
        with open(file, encoding="utf-8") as stream:
            found = {tuple(line.split()[:2]): set(line.split()[2:]) for line in stream}
    except FileNotFoundError:
        found = {}
    for path, command in everything():
        model = getattr(command, "_operation_model", None)
        if model is None or len(path) != 2:
            continue
        output = members(model.output_shape) if model.output_shape else ()
        names = {name for name, sensitive in output if is_secret(name, sensitive)}
        if names or OPERATION.search(path[1]):
            found.setdefault(tuple(path), set()).update(names)
    with open(file, "w", encoding="utf-8", newline="\n") as stream:
        for operation, names in sorted(found.items()):
            stream.write(" ".join([*operation, *sorted(names)]) + "\n")


def everything():
    for name, command in table_of(create_clidriver()).items():
        # A name with a dot is an old one, kept for scripts.
        if "." not in name:
            yield from commands([name], command)


{"paths": paths, "secrets": secrets}[sys.argv[1]](*sys.argv[2:])
