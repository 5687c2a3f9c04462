"""What the emulator imports from OpenPACE's chat.py."""
import eac


class PACE_SEC:
    def __init__(self, secret, kind):
        self.sec = eac.PACE_SEC_new(secret, kind)

    def __del__(self):
        eac.PACE_SEC_clear_free(self.sec)


class EAC_CTX:
    def __init__(self):
        self.ctx = eac.EAC_CTX_new()

    def __del__(self):
        eac.EAC_CTX_clear_free(self.ctx)


class CHAT:
    def __init__(self, data):
        self.asn1_string = bytes(data)


class CVC:
    def __init__(self, data):
        self.data = bytes(data)

    def get_chr(self):
        """The certificate holder reference, data object 5F20."""
        place = self.data.index(b"\x5f\x20")
        return self.data[place + 3:place + 3 + self.data[place + 2]].decode("latin-1")
