"""A repaired copy of the installed emulator. As Debian 12 has it (3.3+dfsg-2), it was written for Python 2: under Python 3
it raises wherever text and bytes meet, so in PACE, terminal authentication, chip authentication and secure messaging."""
import os
import re
import shutil
import time

INSTALLED = "/usr/lib/python3/site-packages/virtualsmartcard/virtualsmartcard"
ALL = None

# File, expression, replacement; each must match at least once. ALL: every file that has it.
REPAIRS = [
    # Debian's package of PyCryptodome has a name of its own.
    (ALL, r"from Crypto\.", "from Cryptodome."),
    # Texts of data groups are encoded; empty data are bytes.
    ("CardGenerator.py", r"\[\(0x(13|12|0C), 0, ([A-Za-z0-9]+)\)\]", r'[(0x\1, 0, \2.encode("utf-8"))]'),
    ("CardGenerator.py", r"(?m)(dg1[2456]|dg21) = (dg[0-9]+_param)$", r'\1 = \2.encode("utf-8")'),
    ("utils.py", r'self\.data = ""', 'self.data = b""'),
    ("SmartcardFilesystem.py", r'data=""\):', 'data=b""):'),
    ("SmartcardFilesystem.py", r'== "\\x3f\\x00"', r'== b"\\x3f\\x00"'),
    ("SEutils.py", r'assert response_data == ""', 'assert response_data == b""'),
    # One writer of TLV joins what is bytes already.
    ("TLVutils.py", r'(?s)(\ndef pack.*?)return b""\.join\(result\)(.*?\ndef bertlv_pack)', r"\1return result\2"),
    # The name of the trust anchor goes into the answer as bytes.
    ("cards/nPA.py", r"( +)self\.car = CVC\(self\.cvca\)\.get_chr\(\)", r"\1self.car = CVC(self.cvca).get_chr().encode()"),
    # Dates are compared as numbers; who is old enough was born on the day or before it.
    ("cards/nPA.py", r"at\.DateOfExpiry < mine", "at.DateOfExpiry <= int(mine)"),
    ("cards/nPA.py", r"at\.DateOfBirth < mine", "at.DateOfBirth >= int(mine)"),
    # The configuration of a control reference template is one data object.
    ("SEutils.py", r"(?s)        position = 0\n.*?(    def to_string\(self\):)",
     r"        self.__config_string = bytes([tag, len(data)]) + data\n\n\1"),
]
# In the files of secure messaging and of the card.
EMPTY_BYTES = [
    (r'config=""\):', 'config=b""):'), (r'if config != "":', 'if config != b"":'),
    (r'(return SW\["[A-Z0-9_]+"\], )""', r'\1b""'), (r'(return 0x63c[01], )""', r'\1b""'),
    (r'return_data = \["", \]', 'return_data = [b"", ]'),
    (r"padding_indicator = stringtoint\(value\[0\]\)", "padding_indicator = value[0]"),
    (r'to_authenticate = ""', 'to_authenticate = b""'), (r'data="".join\(return_data\)', 'data=b"".join(return_data)'),
    (r'return_data = ""', 'return_data = b""'), (r'if result != ""', 'if result != b""'), (r'pubkey = ""', 'pubkey = b""'),
]


def is_fresh(mark, recipe):
    """Whether what the mark tells of is there, younger than its recipe and than 300 days."""
    if not os.path.exists(mark):
        return False
    made = os.path.getmtime(mark)
    return made >= os.path.getmtime(recipe) and time.time() - made < 300 * 86400


def repair(folder):
    """Makes the copy, once, and again when this file is newer."""
    if is_fresh(os.path.join(folder, "complete"), os.path.abspath(__file__)):
        return
    shutil.rmtree(folder, ignore_errors=True)
    package = os.path.join(folder, "virtualsmartcard")
    shutil.copytree(INSTALLED, package)
    shutil.copy("/usr/bin/vicc", os.path.join(folder, "vicc"))
    texts = {}
    for place, _, files in os.walk(package):
        for name in files:
            if name.endswith(".py"):
                path = os.path.relpath(os.path.join(place, name), package)
                with open(os.path.join(package, path), encoding="utf-8") as file:
                    texts[path] = file.read()
    for name, expression, replacement in REPAIRS:
        total = 0
        for path in texts if name is ALL else [name]:
            texts[path], count = re.subn(expression, replacement, texts[path])
            total += count
        if total == 0:
            raise RuntimeError(f"The emulator is another than expected: {name or 'all files'}, {expression}")
    for path in ("SEutils.py", "SmartcardSAM.py", "cards/nPA.py"):
        for expression, replacement in EMPTY_BYTES:
            texts[path] = re.sub(expression, replacement, texts[path])
    for path, text in texts.items():
        with open(os.path.join(package, path), "w", encoding="utf-8") as file:
            file.write(text)
    open(os.path.join(folder, "complete"), "w").close()
