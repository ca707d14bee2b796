"""Signs, verifies, seals and opens from the words of docs/cohort-en.md ("The files, byte by byte").

Written without a look at the program's code; `cryptography` gives the primitives. Reads lines of
JSON, each with a `do`, and answers each with a line:

- `open`: secret, file -> signer, namespace, text
- `seal`: secret (of the member), to (the card's sealing key), text -> file
- `verify`: json, namespace -> signer, text
- `sign`: secret, namespace, text -> signature
- `keys`: secret -> signing, sealing, fingerprint
- `printed`: key of a recovery sheet -> secret

Secrets and files are hexadecimal. What is refused is answered with `refused`.
"""

import base64
import hashlib
import hmac
import json
import struct
import sys

from cryptography.exceptions import InvalidSignature, InvalidTag
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

MAGIC = b"psirt-contribution 1\n"
INFO = b"psirt-maturity/contribution/1"
BEGIN, END = "-----BEGIN SSH SIGNATURE-----", "-----END SSH SIGNATURE-----"


class Refused(Exception):
    pass


# --- HKDF and HPKE (RFC 5869, RFC 9180)


def extract(salt, material):
    return hmac.new(salt or bytes(32), material, hashlib.sha256).digest()


def expand(key, info, length):
    block, done = b"", b""
    for number in range(1, length // 32 + 2):
        block = hmac.new(key, block + info + bytes([number]), hashlib.sha256).digest()
        done += block
    return done[:length]


KEM_SUITE = b"KEM" + struct.pack(">H", 0x0020)
HPKE_SUITE = b"HPKE" + struct.pack(">HHH", 0x0020, 0x0001, 0x0003)


def labeled_extract(suite, salt, label, material):
    return extract(salt, b"HPKE-v1" + suite + label + material)


def labeled_expand(suite, key, label, info, length):
    return expand(key, struct.pack(">H", length) + b"HPKE-v1" + suite + label + info, length)


def raw(public):
    return public.public_bytes(Encoding.Raw, PublicFormat.Raw)


def derive_key_pair(material):
    key = labeled_extract(KEM_SUITE, b"", b"dkp_prk", material)
    private = X25519PrivateKey.from_private_bytes(labeled_expand(KEM_SUITE, key, b"sk", b"", 32))
    return private, raw(private.public_key())


def key_and_nonce(shared, encapsulated, recipient):
    material = labeled_extract(KEM_SUITE, b"", b"eae_prk", shared)
    secret = labeled_expand(KEM_SUITE, material, b"shared_secret", encapsulated + recipient, 32)
    context = (
        b"\0"
        + labeled_extract(HPKE_SUITE, b"", b"psk_id_hash", b"")
        + labeled_extract(HPKE_SUITE, b"", b"info_hash", INFO)
    )
    secret = labeled_extract(HPKE_SUITE, secret, b"secret", b"")
    key = labeled_expand(HPKE_SUITE, secret, b"key", context, 32)
    # The number of the message is 0, so the nonce is the base nonce.
    return key, labeled_expand(HPKE_SUITE, secret, b"base_nonce", context, 12)


# --- keys


def purpose(secret, name):
    return expand(extract(b"", secret), f"psirt-maturity/{name}/1".encode(), 32)


def signing_key(secret):
    return Ed25519PrivateKey.from_private_bytes(purpose(secret, "signing"))


def sealing_key(secret):
    return derive_key_pair(purpose(secret, "sealing"))


def string(data):
    return struct.pack(">I", len(data)) + data


def blob_of(public):
    return string(b"ssh-ed25519") + string(public)


def as_ssh(blob):
    return "ssh-ed25519 " + base64.b64encode(blob).decode()


# --- signatures (PROTOCOL.sshsig)


def to_be_signed(namespace, text):
    digest = hashlib.sha512(text).digest()
    return b"SSHSIG" + string(namespace) + string(b"") + string(b"sha512") + string(digest)


def sign(secret, name, text):
    namespace = f"psirt-maturity/{name}".encode()
    key = signing_key(secret)
    own = key.sign(to_be_signed(namespace, text))
    blob = b"SSHSIG" + struct.pack(">I", 1) + string(blob_of(raw(key.public_key())))
    blob += string(namespace) + string(b"") + string(b"sha512")
    blob += string(string(b"ssh-ed25519") + string(own))
    armor = base64.b64encode(blob).decode()
    lines = [armor[at : at + 76] for at in range(0, len(armor), 76)]
    return "\n".join([BEGIN, *lines, END, ""])


def take(data):
    length, = struct.unpack_from(">I", data)
    if length + 4 > len(data):
        raise Refused("cut off")
    return data[4 : 4 + length], data[4 + length :]


def verify(envelope, name):
    if set(envelope) != {"format", "kind", "signed", "signature"}:
        raise Refused("other fields")
    if envelope["format"] != 1 or envelope["kind"] != f"signed_{name}":
        raise Refused("another kind")
    lines = envelope["signature"].split("\n")
    if lines[0] != BEGIN or lines[-2:] != [END, ""]:
        raise Refused("no armor")
    data = base64.b64decode("".join(lines[1:-2]), validate=True)
    if data[:10] != b"SSHSIG\0\0\0\1":
        raise Refused("another version")
    signer, data = take(data[10:])
    namespace, data = take(data)
    reserved, data = take(data)
    digest, data = take(data)
    own, data = take(data)
    algorithm, rest = take(signer)
    public, rest = take(rest)
    own_algorithm, own = take(own)
    signature, own = take(own)
    expected = f"psirt-maturity/{name}".encode()
    if data or rest or own or reserved or digest != b"sha512" or namespace != expected:
        raise Refused("another signature")
    if algorithm != b"ssh-ed25519" or own_algorithm != algorithm:
        raise Refused("another algorithm")
    text = envelope["signed"]
    signed = to_be_signed(namespace, text.encode())
    Ed25519PublicKey.from_public_bytes(public).verify(signature, signed)
    return {"signer": as_ssh(signer), "text": text}


# --- contributions


def seal(secret, to, text):
    envelope = {
        "format": 1,
        "kind": "signed_contribution",
        "signed": text,
        "signature": sign(secret, "contribution", text.encode()),
    }
    content = json.dumps(envelope, ensure_ascii=False).encode()
    content += b" " * (-len(content) % 4096)
    recipient = base64.b64decode(to)
    ephemeral = X25519PrivateKey.generate()
    encapsulated = raw(ephemeral.public_key())
    shared = ephemeral.exchange(X25519PublicKey.from_public_bytes(recipient))
    key, nonce = key_and_nonce(shared, encapsulated, recipient)
    return MAGIC + encapsulated + ChaCha20Poly1305(key).encrypt(nonce, content, MAGIC)


def open_sealed(secret, file):
    if not file.startswith(MAGIC) or len(file) > 1 << 20:
        raise Refused("not sealed")
    encapsulated, sealed = file[21:53], file[53:]
    private, recipient = sealing_key(secret)
    shared = private.exchange(X25519PublicKey.from_public_bytes(encapsulated))
    key, nonce = key_and_nonce(shared, encapsulated, recipient)
    content = ChaCha20Poly1305(key).decrypt(nonce, sealed, MAGIC)
    if len(content) % 4096:
        raise Refused("not padded")
    return verify(json.loads(content), "contribution")


# --- recovery sheets


LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def printed(typed):
    typed = typed.upper().replace("-", "").replace(" ", "")
    number = 0
    for letter in typed.translate(str.maketrans("ILO", "110")):
        number = number * 32 + LETTERS.index(letter)
    data = number.to_bytes(35, "big")
    secret, check = data[:32], data[32:]
    if hashlib.sha256(b"psirt-maturity/recovery/1" + secret).digest()[:3] != check:
        raise Refused("typing error")
    return secret


def answer(asked):
    secret = bytes.fromhex(asked.get("secret", ""))
    match asked["do"]:
        case "open":
            return open_sealed(secret, bytes.fromhex(asked["file"]))
        case "seal":
            return {"file": seal(secret, asked["to"], asked["text"]).hex()}
        case "verify":
            return verify(json.loads(asked["json"]), asked["namespace"])
        case "sign":
            return {"signature": sign(secret, asked["namespace"], asked["text"].encode())}
        case "keys":
            blob = blob_of(raw(signing_key(secret).public_key()))
            digest = base64.b64encode(hashlib.sha256(blob).digest()).decode().rstrip("=")
            sealing = base64.b64encode(sealing_key(secret)[1]).decode()
            return {"signing": as_ssh(blob), "sealing": sealing, "fingerprint": f"SHA256:{digest}"}
        case "printed":
            return {"secret": printed(asked["key"]).hex()}


if __name__ == "__main__":
    for line in sys.stdin:
        try:
            said = answer(json.loads(line))
        except (Refused, InvalidSignature, InvalidTag, ValueError) as error:
            said = {"refused": repr(error)}
        print(json.dumps(said), flush=True)
