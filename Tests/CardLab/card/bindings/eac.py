"""The calls of OpenPACE's library (libeac) that the emulator needs, through ctypes: Debian has no Python binding of it."""
import ctypes

_eac = ctypes.CDLL("libeac.so.3")

EAC_ID_PACE, EAC_ID_CA, EAC_ID_TA, EAC_ID_EAC = range(4)
PACE_MRZ, PACE_CAN, PACE_PIN, PACE_PUK, PACE_RAW, PACE_SEC_UNDEF = range(1, 7)

_POINTER, _INT, _SIZE, _TEXT = ctypes.c_void_p, ctypes.c_int, ctypes.c_size_t, ctypes.c_char_p


class _Memory(ctypes.Structure):
    """BUF_MEM of OpenSSL."""
    _fields_ = [("length", _SIZE), ("data", _POINTER), ("max", _SIZE), ("flags", ctypes.c_ulong)]


_BUFFER = ctypes.POINTER(_Memory)
_eac.BUF_MEM_create_init.restype = _BUFFER
_eac.BUF_MEM_create_init.argtypes = [_TEXT, _SIZE]
_eac.BUF_MEM_clear_free.argtypes = [_BUFFER]


def _lend(data):
    return None if data is None else _eac.BUF_MEM_create_init(bytes(data), len(data))


def _take(buffer):
    if not buffer:
        return None
    data = ctypes.string_at(buffer.contents.data, buffer.contents.length)
    _eac.BUF_MEM_clear_free(buffer)
    return data


def _function(name, result, *arguments):
    """A call of the library in which buffers are bytes here."""
    call = getattr(_eac, name)
    call.restype, call.argtypes = result, list(arguments)

    def wrapped(*values):
        lent = [_lend(value) if kind is _BUFFER else None for kind, value in zip(arguments, values)]
        answer = call(*[buffer if kind is _BUFFER else value for kind, value, buffer in zip(arguments, values, lent)])
        for buffer in lent:
            if buffer:
                _eac.BUF_MEM_clear_free(buffer)
        return _take(answer) if result is _BUFFER else answer

    return wrapped


def _with_length(name, result, *arguments):
    """A call in which each text is followed by its length."""
    call = getattr(_eac, name)
    call.restype = result
    call.argtypes = [kind for argument in arguments for kind in ([_TEXT, _SIZE] if argument is _TEXT else [argument])]

    def wrapped(*values):
        flat = []
        for argument, value in zip(arguments, values):
            if argument is _TEXT:
                flat += [bytes(value), len(value)] if value else [None, 0]
            else:
                flat.append(value)
        answer = call(*flat)
        return _take(answer) if result is _BUFFER else answer

    return wrapped


EAC_init = _function("EAC_init", None)
EAC_CTX_new = _function("EAC_CTX_new", _POINTER)
EAC_CTX_clear_free = _function("EAC_CTX_clear_free", None, _POINTER)
EAC_CTX_set_encryption_ctx = _function("EAC_CTX_set_encryption_ctx", _INT, _POINTER, _INT)
EAC_increment_ssc = _function("EAC_increment_ssc", _INT, _POINTER)
EAC_encrypt = _function("EAC_encrypt", _BUFFER, _POINTER, _BUFFER)
EAC_decrypt = _function("EAC_decrypt", _BUFFER, _POINTER, _BUFFER)
EAC_authenticate = _function("EAC_authenticate", _BUFFER, _POINTER, _BUFFER)
_comp = _function("EAC_Comp", _BUFFER, _POINTER, _INT, _BUFFER)


def EAC_Comp(context, protocol, public_key):
    """The x-coordinate at its full length (TR-03110-3, A.2.2.3): the library leaves leading zero bytes out, so that one
    reading in about 170 would fail on brainpoolP256r1."""
    x = _comp(context, protocol, public_key)
    return x if x is None else x.rjust((len(public_key) - 1) // 2, b"\0")


EAC_CTX_init_ta = _with_length("EAC_CTX_init_ta", _INT, _POINTER, _TEXT, _TEXT)

PACE_SEC_new = _with_length("PACE_SEC_new", _POINTER, _TEXT, _INT)
PACE_SEC_clear_free = _function("PACE_SEC_clear_free", None, _POINTER)
PACE_STEP1_enc_nonce = _function("PACE_STEP1_enc_nonce", _BUFFER, _POINTER, _POINTER)
PACE_STEP3A_generate_mapping_data = _function("PACE_STEP3A_generate_mapping_data", _BUFFER, _POINTER)
PACE_STEP3A_map_generator = _function("PACE_STEP3A_map_generator", _INT, _POINTER, _BUFFER)
PACE_STEP3B_generate_ephemeral_key = _function("PACE_STEP3B_generate_ephemeral_key", _BUFFER, _POINTER)
PACE_STEP3B_compute_shared_secret = _function("PACE_STEP3B_compute_shared_secret", _INT, _POINTER, _BUFFER)
PACE_STEP3C_derive_keys = _function("PACE_STEP3C_derive_keys", _INT, _POINTER)
PACE_STEP3D_compute_authentication_token = _function(
    "PACE_STEP3D_compute_authentication_token", _BUFFER, _POINTER, _BUFFER)
PACE_STEP3D_verify_authentication_token = _function(
    "PACE_STEP3D_verify_authentication_token", _INT, _POINTER, _BUFFER)

TA_disable_checks = _function("TA_disable_checks", None, _POINTER)
TA_STEP2_import_certificate = _with_length("TA_STEP2_import_certificate", _INT, _POINTER, _TEXT)
TA_STEP3_generate_ephemeral_key = _function("TA_STEP3_generate_ephemeral_key", _BUFFER, _POINTER)
TA_STEP4_get_nonce = _function("TA_STEP4_get_nonce", _BUFFER, _POINTER)
TA_STEP6_verify = _function("TA_STEP6_verify", _INT, _POINTER, _BUFFER, _BUFFER, _BUFFER, _BUFFER)

CA_disable_passive_authentication = _function("CA_disable_passive_authentication", None, _POINTER)
CA_set_key = _with_length("CA_set_key", _INT, _POINTER, _TEXT, _TEXT)
CA_get_pubkey = _with_length("CA_get_pubkey", _BUFFER, _POINTER, _TEXT)
CA_STEP2_get_eph_pubkey = _function("CA_STEP2_get_eph_pubkey", _BUFFER, _POINTER)
CA_STEP4_compute_shared_secret = _function("CA_STEP4_compute_shared_secret", _INT, _POINTER, _BUFFER)

_init_ef_cardsecurity = _eac.EAC_CTX_init_ef_cardsecurity
_init_ef_cardsecurity.restype, _init_ef_cardsecurity.argtypes = _INT, [_TEXT, _SIZE, _POINTER]


def EAC_CTX_init_ef_cardsecurity(data, context):
    return _init_ef_cardsecurity(data, len(data), context)


def CA_STEP5_derive_keys(context, key):
    """The nonce and the authentication token."""
    call = _eac.CA_STEP5_derive_keys
    call.restype, call.argtypes = _INT, [_POINTER, _BUFFER, ctypes.POINTER(_BUFFER), ctypes.POINTER(_BUFFER)]
    nonce, token, lent = _BUFFER(), _BUFFER(), _lend(key)
    done = call(context, lent, ctypes.byref(nonce), ctypes.byref(token))
    _eac.BUF_MEM_clear_free(lent)
    return (_take(nonce), _take(token)) if done else (None, None)


def EAC_CTX_print_private(context, indent=0):
    return b""


def print_ossl_err():
    return ""
