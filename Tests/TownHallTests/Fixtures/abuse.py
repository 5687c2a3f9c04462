"""What no client should do. Prints how the service took it."""

import json
import resource
import socket
import ssl
import sys
import threading
import time

order = json.load(sys.stdin)
context = ssl.create_default_context(cafile=order["ca"])
port = order["port"]
end = (ConnectionError, ssl.SSLError, socket.timeout)


def connect():
    plain = socket.create_connection(("localhost", port), timeout=30)
    return context.wrap_socket(plain, server_hostname="localhost")


def head(line, *headers):
    lines = [line + " HTTP/1.1", "Host: localhost", "Authorization: Bearer " + order["bearer"], *headers, "", ""]
    return "\r\n".join(lines).encode()


def attachment(*headers):
    return head("PUT " + order["path"], "Content-Type: application/jose", *headers)


def read(connection):
    """Everything until the service closes."""
    received = b""
    try:
        while piece := connection.recv(65536):
            received += piece
    except end:
        pass
    return received.decode()


def statuses(text):
    return [int(line.split(" ")[1]) for line in text.splitlines() if line.startswith("HTTP/1.1 ")]


def push(connection, piece, seconds):
    """Sends until the service does not take any more."""
    begin = time.monotonic()
    count = 0
    try:
        while time.monotonic() - begin < seconds:
            connection.sendall(piece)
            count += len(piece)
    except end:
        pass
    return {"sent": count, "seconds": time.monotonic() - begin}


def endless():
    """A body without an end, in chunks, that begins like a good one."""
    connection = connect()
    connection.sendall(attachment("Transfer-Encoding: chunked"))
    good = order["begin"].encode()
    connection.sendall(b"%x\r\n" % len(good) + good + b"\r\n")
    return push(connection, b"10000\r\n" + b"A" * 65536 + b"\r\n", 60)


def said_too_large():
    """413 comes before the body is sent."""
    connection = connect()
    connection.sendall(attachment("Content-Length: 999999999999"))
    connection.settimeout(20)
    text = connection.recv(65536).decode()
    connection.settimeout(30)
    return {"statuses": statuses(text), "problem": "application/problem+json" in text, **push(connection, b"A" * 65536, 30)}


def too_short():
    """A body that ends before its length, while the connection stays open."""
    connection = connect()
    connection.sendall(attachment("Content-Length: 5000") + b"abc")
    begin = time.monotonic()
    text = read(connection)
    return {"statuses": statuses(text), "seconds": time.monotonic() - begin}


def too_long():
    """What follows a body is the next request, and no good one."""
    connection = connect()
    connection.sendall(attachment("Content-Length: 3") + b"abcdef garbage\r\n\r\n")
    return {"statuses": statuses(read(connection))}


def bomb():
    """Compressed, a body may be anything."""
    connection = connect()
    connection.sendall(
        head("POST /v2/submissions", "Content-Type: application/json", "Content-Encoding: gzip", "Content-Length: 10")
        + b"0123456789"
    )
    connection.settimeout(10)
    text = connection.recv(65536).decode()
    return {"statuses": statuses(text), "problem": "application/problem+json" in text}


def flood():
    """Headers without an end."""
    connection = connect()
    connection.sendall(b"GET /openapi.json HTTP/1.1\r\nHost: localhost\r\n")
    return push(connection, b"X-Flood: " + b"a" * 1000 + b"\r\n", 60)


def drip(beginning):
    """One byte after the other."""
    connection = connect()
    begin = time.monotonic()
    try:
        connection.sendall(beginning)
        while time.monotonic() - begin < 60:
            connection.sendall(b"a")
            connection.settimeout(0.1)
            try:
                if not connection.recv(1000):
                    break
            except (TimeoutError, ssl.SSLWantReadError):
                pass
            connection.settimeout(30)
    except end:
        pass
    return {"seconds": time.monotonic() - begin}


def silent():
    """A connection on which nothing is said, before and after the handshake."""
    results = {}
    for name in ("plain", "tls"):
        begin = time.monotonic()
        connection = socket.create_connection(("localhost", port)) if name == "plain" else connect()
        connection.settimeout(60)
        read(connection)
        results[name] = time.monotonic() - begin
    return results


def told(data):
    """What is answered to bytes, until the connection is closed."""
    connection = connect()
    connection.sendall(data)
    text = read(connection)
    return {"statuses": statuses(text), "problem": "application/problem+json" in text and '"status":400' in text}


def idle():
    """Connections that stay open and say nothing, while a request passes."""
    most = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    held = []
    begin = time.monotonic()

    def open_some(number):
        for _ in range(number):
            held.append(connect())

    threads = [threading.Thread(target=open_some, args=(order["connections"] // 8,)) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    opening = time.monotonic() - begin
    begin = time.monotonic()
    connection = connect()
    connection.sendall(head("GET /.well-known/jwks.json"))
    text = connection.recv(65536).decode()
    seconds = time.monotonic() - begin
    for other in held:
        other.close()
    return {"held": len(held), "statuses": statuses(text), "seconds": seconds, "opening": opening}


cases = {
    "endless": endless,
    "saidTooLarge": said_too_large,
    "tooShort": too_short,
    "tooLong": too_long,
    "bomb": bomb,
    "flood": flood,
    "dripHead": lambda: drip(b"GET /openapi.json HTTP/1.1\r\nX: "),
    "dripBody": lambda: drip(attachment("Content-Length: 5000") + order["begin"].encode()),
    "silent": silent,
    "noHTTP": lambda: told(b"HELO town.example\r\n\r\n"),
    "largeHead": lambda: told(head("GET /openapi.json", "X: " + "a" * 20000)),
    "idle": idle,
}
json.dump({name: cases[name]() for name in order["cases"]}, sys.stdout)
