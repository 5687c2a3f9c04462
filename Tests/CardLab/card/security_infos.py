"""Writes ef_cardaccess, security_infos (the content of EF.CardSecurity) and ca.raw from the chip's private key.

Source: BSI TR-03110-3, A.1.1; the protocols and parameters of the German identity card.
"""
import re
import subprocess
import sys

PREFIX = "04007f0007"  # bsi-de
STANDARD_PARAMETERS, PACE = "0102", "0202040202"
TERMINAL_AUTHENTICATION, CHIP_AUTHENTICATION, CHIP_PARAMETERS, CHIP_KEY = "020202", "0202030202", "02020302", "02020102"
BRAINPOOL_P256R1 = 13


def tlv(tag, value):
    length = len(value)
    if length < 128:
        head = bytes([length])
    elif length < 256:
        head = bytes([0x81, length])
    else:
        head = b"\x82" + length.to_bytes(2, "big")
    return bytes([tag]) + head + value


def identifier(text):
    return tlv(6, bytes.fromhex(PREFIX + text))


def integer(value):
    return tlv(2, bytes([value]))


def sequence(*parts):
    return tlv(0x30, b"".join(parts))


def set_of(parts):
    return tlv(0x31, b"".join(sorted(parts)))


def hexadecimal(text, start, end):
    return bytes.fromhex(re.sub(r"[^0-9a-f]", "", text[text.index(start) + len(start):text.index(end)]))


key = subprocess.run(
    ["openssl", "ec", "-in", sys.argv[1], "-text", "-noout"], capture_output=True, text=True, check=True).stdout
reference = integer(0x41)
parameters = sequence(identifier(STANDARD_PARAMETERS), integer(BRAINPOOL_P256R1))
public = [
    sequence(identifier(PACE), integer(2), integer(BRAINPOOL_P256R1)),
    sequence(identifier(TERMINAL_AUTHENTICATION), integer(2)),
    sequence(identifier(CHIP_AUTHENTICATION), integer(2), reference),
    sequence(identifier(CHIP_PARAMETERS), parameters, reference),
]
chip_key = sequence(
    identifier(CHIP_KEY), sequence(parameters, tlv(3, b"\0" + hexadecimal(key, "pub:", "ASN1 OID"))), reference)
for name, content in [
    ("ca.raw", hexadecimal(key, "priv:", "pub:")[-32:]), ("ef_cardaccess", set_of(public)),
    ("security_infos", set_of(public + [chip_key])),
]:
    with open(name, "wb") as file:
        file.write(content)
