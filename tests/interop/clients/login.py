"""Prints the access key that botocore gets from a profile with a console login. Renews it if it is about to expire.

botocore wants the AWS CRT for the keys of logins. Where that is missing, the double below does its part with
pyca/cryptography.
"""

import sys

import botocore.credentials
import botocore.session
from botocore.exceptions import BotoCoreError, ClientError


class Key:
    def __init__(self, der):
        from cryptography.hazmat.primitives.serialization import load_der_private_key

        self._key = load_der_private_key(der, None)

    new_key_from_der_data = classmethod(lambda cls, der: cls(der))

    def get_public_coords(self):
        numbers = self._key.public_key().public_numbers()
        return numbers.x.to_bytes(32, "big"), numbers.y.to_bytes(32, "big")

    def sign(self, digest):
        from cryptography.hazmat.primitives import hashes
        from cryptography.hazmat.primitives.asymmetric import ec, utils

        return self._key.sign(digest, ec.ECDSA(utils.Prehashed(hashes.SHA256())))

    @staticmethod
    def decode_der_signature_to_padded_pair(signature, pad_to):
        from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature

        return b"".join(number.to_bytes(pad_to, "big") for number in decode_dss_signature(signature))


if not hasattr(botocore.credentials, "LoginProvider"):
    print("unsupported")
    sys.exit()

if botocore.credentials.EC is None:
    botocore.credentials.EC = Key

try:
    session = botocore.session.Session(profile=sys.argv[1])
    print(session.get_credentials().get_frozen_credentials().access_key)
except (BotoCoreError, ClientError, OSError) as error:
    print(f"{type(error).__name__}: {error}")
