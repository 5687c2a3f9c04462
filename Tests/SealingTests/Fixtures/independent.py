"""The other side of every cross-check: jwcrypto, jsonschema and cryptography, asked by one JSON object a line."""
import base64, ctypes, json, sys

import jsonschema
from cryptography.hazmat.primitives import hashes, hpke
from cryptography.hazmat.primitives.asymmetric import x25519
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt
from jwcrypto import jwe, jwk, jws

SUITE = hpke.Suite(hpke.KEM.X25519, hpke.KDF.HKDF_SHA256, hpke.AEAD.AES_256_GCM)


def raw(text):
    return base64.b64decode(text)


def text(value):
    return base64.b64encode(value).decode()


def jwe_encrypt(q):
    token = jwe.JWE(raw(q["plaintext"]), json.dumps(q["header"]), recipient=jwk.JWK(**q["key"]))
    return token.serialize(compact=True)


def jwe_decrypt(q):
    token = jwe.JWE()
    token.deserialize(q["token"], key=jwk.JWK(**q["key"]))
    return {"plaintext": text(token.payload), "header": token.jose_header}


def jws_sign(q):
    token = jws.JWS(raw(q["payload"]))
    token.add_signature(jwk.JWK(**q["key"]), None, json.dumps(q["header"]), None)
    return token.serialize(compact=True)


def jws_verify(q):
    token = jws.JWS()
    token.deserialize(q["token"], key=jwk.JWK(**q["key"]), alg="PS512")
    return {"payload": text(token.payload), "header": token.jose_header}


def thumbprint(q):
    return jwk.JWK(**q["key"]).thumbprint(hashes.SHA256())


def hpke_seal(q):
    key = x25519.X25519PublicKey.from_public_bytes(raw(q["key"]))
    return text(SUITE.encrypt(raw(q["plaintext"]), key, raw(q["info"])))


def hpke_open(q):
    key = x25519.X25519PrivateKey.from_private_bytes(raw(q["key"]))
    return text(SUITE.decrypt(raw(q["ciphertext"]), key, raw(q["info"])))


def scrypt(q):
    return text(Scrypt(raw(q["salt"]), 32, q["rounds"], q["blockSize"], q["parallelism"]).derive(raw(q["passphrase"])))


def validate(q):
    with open(q["schema"]) as file:
        schema = json.load(file)
    validator = jsonschema.Draft202012Validator(schema, format_checker=jsonschema.FormatChecker())
    return [f"{error.json_path}: {error.message[:200]}" for error in validator.iter_errors(json.loads(q["document"]))]


def keyring(q):
    """What a process of the same user, in a session of its own, gets of a key: without and with the user's keyring."""
    libc = ctypes.CDLL(None, use_errno=True)

    def keyctl(*arguments):
        result = libc.syscall(250, *arguments)
        return result if result >= 0 else -ctypes.get_errno()

    keyctl(1, None)
    key = keyctl(10, -4, b"user", q["description"].encode(), 0)
    room = ctypes.create_string_buffer(256)
    without = keyctl(11, key, room, 256)
    keyctl(8, -4, -3)
    count = keyctl(11, key, room, 256)
    return {"without": without, "with": text(room.raw[: max(0, count)])}


def answer(line):
    question = json.loads(line)
    try:
        return {"answer": globals()[question["ask"]](question)}
    except Exception as error:  # A refusal is an answer, too.
        return {"refused": type(error).__name__}


for line in sys.stdin:
    print(json.dumps(answer(line)), flush=True)
