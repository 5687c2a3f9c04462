"""Stands between a card emulator and the virtual reader, counts APDUs and puts faults between them.

The virtual reader's protocol: every message is a length (2 bytes, the higher first) and a payload. One byte is control:
00 power off, 01 power on, 02 reset (none is answered), 04 asks for the answer to reset. All else is a command APDU and
is answered. To connect is to insert a card; to close is to remove it.
"""
import random
import socket
import struct
import threading
import time


def receive(stream, quick):
    """One message. The virtual reader sends length and payload apart: without an acknowledgement at once every APDU
    would cost 40 ms."""
    def exactly(count):
        data = b""
        while len(data) < count:
            if quick:
                stream.setsockopt(socket.IPPROTO_TCP, socket.TCP_QUICKACK, 1)
            part = stream.recv(count - len(data))
            if not part:
                raise EOFError
            data += part
        return data
    return exactly(struct.unpack("!H", exactly(2))[0])


def send(stream, payload):
    stream.sendall(struct.pack("!H", len(payload)) + payload)


class Fault:
    """What happens to the n-th APDU since the card was powered: remove@3, flip@7, short@7, empty@7, sw@7:6F00, hang@7,
    delay@7:200 (milliseconds)."""

    def __init__(self, text):
        self.kind, _, rest = text.partition("@")
        number, _, self.argument = rest.partition(":")
        self.number = int(number)


class Proxy:
    def __init__(self, port, emulator, faults, delay):
        self.port, self.emulator, self.delay = port, emulator, delay / 1000
        self.faults = {fault.number: fault for fault in map(Fault, faults)}
        self.count = 0
        self.reader = None
        self.is_over = threading.Event()
        self.is_powered = threading.Event()

    def insert(self):
        self.connect()
        threading.Thread(target=self.serve, daemon=True).start()

    def connect(self):
        self.reader = socket.create_connection(("127.0.0.1", self.port))
        self.reader.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def remove(self):
        self.is_over.set()
        try:
            self.reader.shutdown(socket.SHUT_RDWR)
        except OSError:
            pass
        self.reader.close()

    def serve(self):
        """The virtual reader drops a card that comes while it still believes in the one before: put it in again."""
        while not self.is_over.is_set():
            self.follow(self.reader)
            if self.is_over.wait(0.05):
                return
            try:
                self.connect()
            except OSError:
                continue

    def follow(self, reader):
        try:
            while True:
                message = receive(reader, True)
                if len(message) == 1:
                    if message[0] in (1, 2):
                        self.count = 0
                    send(self.emulator.stream, message)
                    if message[0] == 4:
                        send(reader, receive(self.emulator.stream, False))
                    if message[0] == 1:
                        self.is_powered.set()
                    continue
                self.count += 1
                answer = self.faulty(self.faults.get(self.count), message)
                if answer is None:
                    self.remove()
                    return
                send(reader, answer)
        except (EOFError, OSError):
            return

    def exchange(self, command):
        if self.delay:
            time.sleep(self.delay)
        send(self.emulator.stream, command)
        return receive(self.emulator.stream, False)

    def faulty(self, fault, command):
        """The answer after the fault; None removes the card."""
        if fault is None:
            return self.exchange(command)
        if fault.kind == "remove":
            return None
        if fault.kind == "hang":
            self.is_over.wait()
            return None
        answer = self.exchange(command)
        if fault.kind == "delay":
            time.sleep(int(fault.argument) / 1000)
        elif fault.kind == "flip":
            place = random.randrange(max(len(answer) - 2, 1))
            answer = answer[:place] + bytes([answer[place] ^ 1 << random.randrange(8)]) + answer[place + 1:]
        elif fault.kind == "short":
            answer = answer[-2:]
        elif fault.kind == "empty":
            answer = answer[:1]
        elif fault.kind == "sw":
            answer = bytes.fromhex(fault.argument)
        return answer
