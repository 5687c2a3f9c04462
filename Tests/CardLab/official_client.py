#!/usr/bin/env python3
"""Drives the official client of the Federal Government through changes of the PIN of a simulated card.

usage: official_client.py [SCENARIO...] --simulator "COMMAND" [--kioskctl PROGRAM --terminal DIR] [--log FILE]

The client (Debian's ausweisapp2) judges the simulated card: it runs without a screen, talks JSON over a web socket, and
reaches the card through a true pcscd whose socket must already be there. COMMAND is the simulator without --persona; it
is told to insert, take out and change cards on its standard input.

A scenario is a persona and what to answer, step by step; the messages that the client must send are checked in order.
Prints one line for each scenario and exits 1 where one fails. Only Python's own library is used.
"""
import argparse
import base64
import json
import os
import shlex
import signal
import socket
import struct
import subprocess
import sys
import tempfile
import threading
import time

PIN, CAN, PUK, NEW, WRONG = "123456", "500540", "9876543210", "654321", "111111"

# persona, then (message that the client must send, tries it must tell or None, answer)
SCENARIOS = {
    "change": ("erika", [("ENTER_PIN", 3, PIN), ("ENTER_NEW_PIN", None, NEW), ("CHANGE_PIN", True, None)]),
    "changed": (None, [("ENTER_PIN", 3, NEW), ("ENTER_NEW_PIN", None, PIN), ("CHANGE_PIN", True, None)]),
    "wrong-once": (None, [
        ("ENTER_PIN", 3, WRONG), ("ENTER_PIN", 2, PIN), ("ENTER_NEW_PIN", None, PIN), ("CHANGE_PIN", True, None)]),
    "third-try": (None, [
        ("ENTER_PIN", 3, WRONG), ("ENTER_PIN", 2, WRONG), ("ENTER_CAN", 1, "000000"), ("ENTER_CAN", 1, CAN),
        ("ENTER_PIN", 1, PIN), ("ENTER_NEW_PIN", None, PIN), ("CHANGE_PIN", True, None)]),
    "blocked": (None, [
        ("ENTER_PIN", 3, WRONG), ("ENTER_PIN", 2, WRONG), ("ENTER_CAN", 1, CAN), ("ENTER_PIN", 1, WRONG),
        ("ENTER_PUK", 0, "1234567890"), ("ENTER_PUK", 0, PUK), ("ENTER_PIN", 3, PIN), ("ENTER_NEW_PIN", None, NEW),
        ("CHANGE_PIN", True, None)]),
    "suspended": ("dritterversuch", [
        ("ENTER_CAN", 1, CAN), ("ENTER_PIN", 1, PIN), ("ENTER_NEW_PIN", None, NEW), ("CHANGE_PIN", True, None)]),
    "blocked-card": ("gesperrt", [
        ("ENTER_PUK", 0, PUK), ("ENTER_PIN", 3, PIN), ("ENTER_NEW_PIN", None, NEW), ("CHANGE_PIN", True, None)]),
    "transport": ("transportpin", [
        ("ENTER_PIN", 3, "12345"), ("ENTER_NEW_PIN", None, NEW), ("CHANGE_PIN", True, None)]),
    "deactivated": ("abgeschaltet", [("CARD_DEACTIVATED", None, None)]),
    # A PIN set by the one opens with the other; these need --kioskctl and --terminal.
    "ours-after-theirs": ("erika", [
        ("ENTER_PIN", 3, PIN), ("ENTER_NEW_PIN", None, NEW), ("CHANGE_PIN", True, None),
        ("KIOSKCTL", ["read", "--pin-file", "-", "--data-groups", "5"], [NEW])]),
    "theirs-after-ours": ("transportpin", [
        ("KIOSKCTL", ["change-pin", "--transport", "--old-pin-file", "-", "--new-pin-file", "-"], ["12345", NEW]),
        ("ENTER_PIN", 3, NEW), ("ENTER_NEW_PIN", None, PIN), ("CHANGE_PIN", True, None)]),
    "puk-used-up": ("pukverbraucht", [("ENTER_PUK", 0, PUK), ("CARD_INOPERATIVE", None, None)]),
}


class WebSocket:
    """A client of RFC 6455, as much of it as text in both directions needs."""

    def __init__(self, port):
        self.socket = socket.create_connection(("127.0.0.1", port), timeout=2)
        key = base64.b64encode(os.urandom(16)).decode()
        self.socket.sendall((
            f"GET /eID-Kernel HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            f"Sec-WebSocket-Key: {key}\r\nSec-WebSocket-Version: 13\r\n\r\n").encode())
        answer = b""
        while b"\r\n\r\n" not in answer:
            part = self.socket.recv(1)
            if not part:
                raise ConnectionError("the client closed the web socket")
            answer += part
        if b" 101 " not in answer.split(b"\r\n")[0]:
            raise ConnectionError(answer.decode(errors="replace"))

    def _bytes(self, count):
        data = b""
        while len(data) < count:
            part = self.socket.recv(count - len(data))
            if not part:
                raise ConnectionError("the client closed the web socket")
            data += part
        return data

    def _frame(self, opcode, data):
        mask = os.urandom(4)
        length = bytes([0x80 | len(data)]) if len(data) < 126 else b"\xfe" + struct.pack("!H", len(data))
        masked = bytes(byte ^ mask[index % 4] for index, byte in enumerate(data))
        self.socket.sendall(bytes([0x80 | opcode]) + length + mask + masked)

    def send(self, message):
        self._frame(1, json.dumps(message).encode())

    def receive(self, timeout):
        """The next message, or TimeoutError."""
        self.socket.settimeout(timeout)
        text = b""
        while True:
            first, second = self._bytes(2)
            length = second & 0x7F
            if length == 126:
                length, = struct.unpack("!H", self._bytes(2))
            elif length == 127:
                length, = struct.unpack("!Q", self._bytes(8))
            data = self._bytes(length)
            if first & 0x0F == 9:
                self._frame(10, data)
            elif first & 0x0F == 8:
                raise ConnectionError("the client closed the web socket")
            elif first & 0x0F in (0, 1):
                text += data
                if first & 0x80:
                    return json.loads(text)


class Simulator:
    """The simulated card, which takes commands on its standard input."""

    def __init__(self, command, persona):
        self.process = subprocess.Popen(
            shlex.split(command) + ["--persona", persona], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
            bufsize=1)
        self.lines = []
        self.changed = threading.Condition()
        threading.Thread(target=self._read, daemon=True).start()
        self.wait_for("Inserted.")

    def _read(self):
        for line in self.process.stdout:
            with self.changed:
                self.lines.append(line.rstrip())
                self.changed.notify_all()
        with self.changed:
            self.lines.append("")
            self.changed.notify_all()

    def wait_for(self, start, timeout=20):
        with self.changed:
            if not self.changed.wait_for(lambda: any(line.startswith(start) for line in self.lines), timeout):
                raise TimeoutError(f"the simulator did not say “{start}” but {self.lines}")
            self.lines.clear()

    def tell(self, command, answer):
        self.process.stdin.write(command + "\n")
        self.process.stdin.flush()
        self.wait_for(answer)

    def end(self):
        self.process.stdin.close()
        code = self.process.wait(10)
        if code:
            raise RuntimeError(f"the simulator ended with {code}")


class OfficialClient:
    def __init__(self, log):
        self.home = tempfile.mkdtemp(prefix="official-client-")
        environment = dict(
            os.environ, QT_QPA_PLATFORM="offscreen", HOME=self.home, XDG_CONFIG_HOME=self.home, XDG_CACHE_HOME=self.home,
            XDG_RUNTIME_DIR=self.home, LANG="C.UTF-8")
        self.output = open(log or os.devnull, "wb")
        self.process = subprocess.Popen(
            ["AusweisApp2", "--no-proxy", "--ui", "websocket"], env=environment, stdout=self.output,
            stderr=subprocess.STDOUT, start_new_session=True)
        end = time.monotonic() + 30
        while True:
            try:
                self.socket = WebSocket(24727)
                return
            except OSError:
                if self.process.poll() is not None or time.monotonic() > end:
                    raise
                time.sleep(0.2)

    def end(self):
        if self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGTERM)
            try:
                self.process.wait(5)
            except subprocess.TimeoutExpired:
                os.killpg(self.process.pid, signal.SIGKILL)
        self.output.close()

    def wait_for_slot(self, filled, timeout=10):
        """Asks until some reader has a card, or none has."""
        end = time.monotonic() + timeout
        while time.monotonic() < end:
            self.socket.send({"cmd": "GET_READER_LIST"})
            while True:
                message = self.socket.receive(2)
                if message.get("msg") == "READER_LIST":
                    break
            readers = message.get("reader") or message.get("readers") or []
            cards = [reader["card"] for reader in readers if reader.get("card") is not None]
            if bool(cards) == filled:
                return cards
            time.sleep(0.1)
        raise TimeoutError(f"the client did not see the card {'inserted' if filled else 'removed'}: {message}")

    def next(self, wanted, timeout=20):
        """The next message that asks or concludes. Everything else is told for the record."""
        end = time.monotonic() + timeout
        while True:
            message = self.socket.receive(max(end - time.monotonic(), 0.01))
            if os.environ.get("CARD_LAB_TRACE"):
                print(json.dumps(message, ensure_ascii=False), file=sys.stderr)
            name = message.get("msg")
            card = (message.get("reader") or message).get("card") or {}
            if name in wanted:
                return name, message
            if name == "READER" and card.get("inoperative"):
                return "CARD_INOPERATIVE", message


def change_card(client, simulator, persona):
    """Another card goes in; the client must see the slot empty in between, and then the card."""
    simulator.tell("remove", "Taken out.")
    client.wait_for_slot(False)
    simulator.tell(f"persona {persona}", "Inserted.")
    client.wait_for_slot(True)


def run_kioskctl(options, arguments, lines):
    """Our own program at the same reader; it must end with success."""
    command = shlex.split(options.kioskctl) + ["card"] + arguments
    if arguments[0] == "read":
        command += ["--terminal", options.terminal]
    done = subprocess.run(command, input="".join(line + "\n" for line in lines), capture_output=True, text=True, timeout=60)
    if done.returncode != 0:
        raise AssertionError(f"{' '.join(command)} ended with {done.returncode}: {done.stdout}{done.stderr}")


def play(client, steps, options):
    while steps and steps[0][0] == "KIOSKCTL":
        run_kioskctl(options, *steps[0][1:])
        steps = steps[1:]
    after = [step for step in steps if step[0] == "KIOSKCTL"]
    play_with_client(client, [step for step in steps if step[0] != "KIOSKCTL"])
    for step in after:
        run_kioskctl(options, *step[1:])


def play_with_client(client, steps):
    if steps[0][0] == "CARD_DEACTIVATED":
        # The client tells it of the card; the work flow would wait for another card.
        cards = client.wait_for_slot(True)
        if not all(card["deactivated"] for card in cards):
            raise AssertionError(f"the client does not see that the online function is off: {cards}")
        return
    client.socket.send({"cmd": "RUN_CHANGE_PIN"})
    asking = {"ENTER_PIN", "ENTER_CAN", "ENTER_PUK", "ENTER_NEW_PIN", "CHANGE_PIN"}
    for wanted, tells, answer in steps:
        while True:
            name, message = client.next(asking)
            if name == "CHANGE_PIN" and "success" not in message:
                continue  # the work flow has begun
            break
        if name != wanted:
            raise AssertionError(f"{wanted} was due, {name} came: {message}")
        if wanted == "CHANGE_PIN":
            if message["success"] is not tells:
                raise AssertionError(f"the change of the PIN went otherwise: {message}")
        elif tells is not None:
            tries = message["reader"]["card"]["retryCounter"]
            if tries != tells:
                raise AssertionError(f"{wanted} tells {tries} tries, {tells} were due")
        if answer is not None:
            client.socket.send({"cmd": wanted.replace("ENTER", "SET"), "value": answer})
    if steps[-1][0] != "CHANGE_PIN":
        client.socket.send({"cmd": "CANCEL"})
        client.next({"CHANGE_PIN"})


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("scenario", nargs="*", help=", ".join(SCENARIOS))
    parser.add_argument("--simulator", required=True)
    parser.add_argument("--log", help="a file for what the client tells")
    parser.add_argument("--kioskctl", help="our own program, for the scenarios in which both change the PIN")
    parser.add_argument("--terminal", help="the terminal directory with which it reads")
    options = parser.parse_args()
    # Whoever started us may have signals blocked, and our children inherit that: the client could not be ended.
    signal.pthread_sigmask(signal.SIG_SETMASK, [])
    both = {name for name, (_, steps) in SCENARIOS.items() if any(step[0] == "KIOSKCTL" for step in steps)}
    names = options.scenario or [name for name in SCENARIOS if options.kioskctl or name not in both]
    if both & set(names) and not (options.kioskctl and options.terminal):
        parser.error("these scenarios need --kioskctl and --terminal")
    simulator = Simulator(options.simulator, "erika")
    client = OfficialClient(options.log)
    failed = False
    try:
        for name in names:
            persona, steps = SCENARIOS[name]
            if persona:
                change_card(client, simulator, persona)
            start = time.monotonic()
            try:
                play(client, steps, options)
                print(f"{name}: passed in {time.monotonic() - start:.1f} s", flush=True)
            except (AssertionError, TimeoutError) as error:
                failed = True
                print(f"{name}: FAILED: {error or 'the client fell silent'}", flush=True)
                client.end()
                client = OfficialClient(options.log)
    finally:
        client.end()
        simulator.end()
    sys.exit(failed)


if __name__ == "__main__":
    main()
