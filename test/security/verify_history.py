"""Checks histories as `GET /v1/ticket/inspect?chain=true` gives them, with nothing but Python's own library.

A line of JSON {keys, history} each on stdin: the keys of `GET /v1/ticket/history-keys`. A line each on stdout: `whole`, or what is
wrong. The hash of an entry is SHA-256 over the hash before it and the text `canonical`; a signature is Ed25519 over the hash, or
over the root of the tree of hashes that were signed together. From the first key on, the last entry of each write is signed.
"""

import base64
import hashlib
import json
import math
import sys

# Ed25519 as in RFC 8032, section 5.1: slow, and short enough to be read.
P = 2**255 - 19
L = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P


def add(a, b):
    (x1, y1, z1, t1), (x2, y2, z2, t2) = a, b
    e, f = (y1 - x1) * (y2 - x2) % P, (y1 + x1) * (y2 + x2) % P
    g, h = 2 * t1 * t2 * D % P, 2 * z1 * z2 % P
    return ((f - e) * (h - g) % P, (h + g) * (f + e) % P, (h - g) * (h + g) % P, (f - e) * (f + e) % P)


def times(scalar, point):
    result = (0, 1, 1, 0)
    while scalar:
        if scalar & 1:
            result = add(result, point)
        point = add(point, point)
        scalar >>= 1
    return result


def recover_x(y, sign):
    squared = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(squared, (P + 3) // 8, P)
    if (x * x - squared) % P:
        x = x * pow(2, (P - 1) // 4, P) % P
    if (x * x - squared) % P or y >= P:
        raise ValueError("no point of the curve")
    return P - x if (x & 1) != sign else x


def point(encoded):
    number = int.from_bytes(encoded, "little")
    y = number & ((1 << 255) - 1)
    x = recover_x(y, number >> 255)
    return (x, y, 1, x * y % P)


BASE_Y = 4 * pow(5, P - 2, P) % P
BASE_X = recover_x(BASE_Y, 0)
BASE = (BASE_X, BASE_Y, 1, BASE_X * BASE_Y % P)


def signed_by(public, message, signature):
    if len(signature) != 64:
        return False
    try:
        a, r = point(public), point(signature[:32])
    except ValueError:
        return False
    s = int.from_bytes(signature[32:], "little")
    if s >= L:
        return False
    h = int.from_bytes(hashlib.sha512(signature[:32] + public + message).digest(), "little") % L
    left, right = times(s, BASE), add(r, times(h, a))
    return (left[0] * right[2] - right[0] * left[2]) % P == 0 and (left[1] * right[2] - right[1] * left[2]) % P == 0


def decoded(text):
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def root_of(hashed, way):
    """Each 44 characters: the side on which a neighbour stands, and its hash."""
    for at in range(0, len(way), 44):
        neighbour = decoded(way[at + 1 : at + 44]).hex()
        both = neighbour + hashed if way[at] == "l" else hashed + neighbour
        hashed = hashlib.sha256(both.encode()).hexdigest()
    return hashed


def time_of(entry=None):
    """When an entry was written, in unix milliseconds: by the text that is hashed, where it may be read."""
    if entry is None:
        return None
    return entry["time_ms"] if entry["canonical"] is None else json.loads(entry["canonical"])[2]


def problem(keys, history):
    # The last 32 bytes of an SPKI are the key.
    public = {key["key_id"]: base64.b64decode(key["public_key"])[-32:] for key in keys}
    since = min((key["since"] for key in keys), default=math.inf) * 1000
    seq, previous, signed = 0, "", False
    for index, entry in enumerate(history):
        canonical = entry["canonical"]
        if canonical is None:
            # Another person's draft: its hash is taken as given.
            if entry["type"] != "ticket.saved" or entry["seq"] <= seq:
                return f"entry {entry['seq']} is hidden"
            seq = entry["seq"]
        else:
            fields = json.loads(canonical)
            superseded = fields[6].get("superseded")
            before = previous
            if superseded:
                if (superseded["from_seq"], superseded["after"]) != (seq + 1, previous):
                    return f"entry {entry['seq']} took the place of others"
                before, seq = superseded["hash"], seq + superseded["count"]
            seq += 1
            if fields[0] != seq or entry["seq"] != seq or fields[1] != entry["type"]:
                return f"entry {entry['seq']} is not the next"
            if hashlib.sha256((before + canonical).encode()).hexdigest() != entry["hash"]:
                return f"entry {entry['seq']} does not have its hash"
        previous = entry["hash"]
        if entry["signature"] is not None:
            key, signature, *way = entry["signature"].split(".")
            root = root_of(previous, "".join(way))
            if key not in public or not signed_by(public[key], root.encode(), decoded(signature)):
                return f"entry {entry['seq']} is signed wrongly"
            signed = True
        elif keys and time_of(entry) != time_of(*history[index + 1 : index + 2]) and (signed or time_of(entry) >= since):
            return f"entry {entry['seq']} is not signed"
    return None


for line in sys.stdin:
    told = json.loads(line)
    print(problem(told["keys"], told["history"]) or "whole")
