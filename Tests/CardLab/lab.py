#!/usr/bin/python3
"""A laboratory for cards: a pcscd of its own with two virtual readers, an independent identity card, faults on the way.

    lab.py serve DIR              takes commands as lines of JSON, answers each with one line; ends with its input
    lab.py run DIR COMMAND...     puts the independent card into the first reader and runs the command; SIGUSR1 from it
                                  takes the card out and puts it in again; CARD_LAB_DELAY: milliseconds an APDU
    lab.py pki DIR                makes the test PKI alone

DIR keeps the PKI and the repaired card emulator from one run to the next; each run has a socket and ports of its own, so
that runs do not disturb each other or the machine's own pcscd. Programs find the laboratory's pcscd through the
environment variable PCSCLITE_CSOCK_NAME, which pcsclite reads; nothing else tells them that they are in a laboratory.

Commands: {"do": "insert", "reader": 0, "faults": ["flip@7"], "delay": 25, "expired": false}, {"do": "remove"},
{"do": "stop-pcscd"}, {"do": "start-pcscd"}, {"do": "kill-pcscd"}, {"do": "count"}: how many APDUs since
the card was powered, and whether it is still in. Answers: {"ok": true, ...} or {"error": "..."}.
"""
import json
import os
import signal
import subprocess
import sys
import tempfile
import time

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, HERE)
from card.emulator import Emulator  # noqa: E402
from card.repair import is_fresh  # noqa: E402
from card.proxy import Proxy  # noqa: E402
from reader.daemon import Daemon  # noqa: E402


class Lab:
    def __init__(self, directory):
        self.directory = os.path.abspath(directory)
        os.makedirs(self.directory, exist_ok=True)
        self.pki = os.path.join(self.directory, "pki")
        make_pki(self.pki)
        self.run = tempfile.mkdtemp(prefix="card-lab-")
        self.daemon = Daemon(self.run)
        self.emulator = self.proxy = None

    def insert(self, reader=0, faults=(), delay=0, expired=False):
        """The emulator's own holder has a card that has expired."""
        self.remove()
        dataset = None if expired else os.path.join(HERE, "holder.txt")
        self.emulator = Emulator(self.directory, self.pki, dataset)
        self.proxy = Proxy(self.daemon.ports[reader], self.emulator, faults, delay)
        self.proxy.insert()

    def remove(self):
        if self.proxy:
            self.proxy.remove()
        if self.emulator:
            self.emulator.stop()
        self.proxy = self.emulator = None

    def count(self):
        return self.proxy.count if self.proxy else 0

    def is_in(self):
        """Whether there is a card, and no fault has pulled it."""
        return self.proxy is not None and not self.proxy.is_over.is_set()

    def close(self):
        self.remove()
        self.daemon.stop()
        subprocess.run(["rm", "-rf", self.run], check=False)

    def command(self, words):
        verb = words.pop("do", None)
        if verb == "insert":
            self.insert(**words)
        elif verb == "remove":
            self.remove()
        elif verb == "start-pcscd":
            self.daemon.start()
        elif verb == "stop-pcscd":
            self.daemon.stop()
        elif verb == "kill-pcscd":
            self.daemon.kill()
        elif verb == "count":
            return {"ok": True, "count": self.count(), "is_in": self.is_in()}
        else:
            return {"error": f"There is no command {verb}."}
        return {"ok": True}


def make_pki(directory):
    """Once, and again when its recipe is newer or the certificates, which are good for a year, are getting old."""
    if is_fresh(os.path.join(directory, "complete"), os.path.join(HERE, "make-pki")):
        return
    made = subprocess.run([os.path.join(HERE, "make-pki"), directory], capture_output=True, text=True)
    if made.returncode != 0:
        sys.exit(f"The test PKI cannot be made: {made.stderr.strip()}")


def serve(directory):
    lab = Lab(directory)
    try:
        lab.daemon.start()
        print(json.dumps({"ok": True, "socket": lab.daemon.socket, "ports": lab.daemon.ports, "pki": lab.pki}), flush=True)
        for line in sys.stdin:
            try:
                answer = lab.command(json.loads(line))
            except Exception as error:  # the tests tell what failed; the laboratory goes on
                answer = {"error": f"{type(error).__name__}: {error}"}
            print(json.dumps(answer), flush=True)
    finally:
        lab.close()


def run(directory, command):
    lab = Lab(directory)
    try:
        lab.daemon.start()
        delay = int(os.environ.get("CARD_LAB_DELAY", "0"))
        lab.insert(delay=delay)
        signal.signal(signal.SIGUSR1, lambda *_: (lab.remove(), time.sleep(1), lab.insert(delay=delay)))
        if not lab.proxy.is_powered.wait(10):
            raise SystemExit("pcscd does not see the card.")
        time.sleep(0.2)
        environment = dict(os.environ, PCSCLITE_CSOCK_NAME=lab.daemon.socket, CARD_LAB_PKI=lab.pki)
        return subprocess.run(command, env=environment).returncode
    finally:
        lab.close()


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["serve", directory]:
            serve(directory)
        case ["run", directory, *command] if command:
            sys.exit(run(directory, command))
        case ["pki", directory]:
            make_pki(os.path.abspath(directory))
        case _:
            sys.exit(__doc__)
