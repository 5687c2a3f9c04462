"""The independent card: the identity card of vsmartcard's emulator (package python3-virtualsmartcard), written by other
people than ours. It is a check of PACE, terminal authentication, chip authentication and secure messaging, but a lenient
card: it gives data groups without PACE, ignores the CHAT, and never answers 63C2. What we send must be asserted as well.

PIN 111111, CAN 222222, PUK 3333333333.
"""
import os
import socket
import subprocess

from card.repair import repair

BINDINGS = os.path.join(os.path.dirname(os.path.abspath(__file__)), "bindings")


class Emulator:
    def __init__(self, directory, pki, dataset=None):
        folder = os.path.join(directory, "independent-card")
        repair(folder)
        listener = socket.create_server(("127.0.0.1", 0))
        command = [
            "/usr/bin/python3", os.path.join(folder, "vicc"), "--type", "nPA", "--hostname", "127.0.0.1",
            "--port", str(listener.getsockname()[1]), "--cvca", os.path.join(pki, "cvca.cvcert"),
            "--ef-cardaccess", os.path.join(pki, "ef_cardaccess"),
            "--ef-cardsecurity", os.path.join(pki, "ef_cardsecurity"), "--ca-key", os.path.join(pki, "ca.raw"),
        ]
        if dataset:
            command += ["--datasetfile", dataset]
        environment = dict(os.environ, PYTHONPATH=f"{folder}:{BINDINGS}", PYTHONUNBUFFERED="1", LC_ALL="C.UTF-8")
        self.log = open(os.path.join(directory, "independent-card.log"), "w")
        self.process = subprocess.Popen(
            command, env=environment, stdin=subprocess.DEVNULL, stdout=self.log, stderr=self.log)
        listener.settimeout(30)
        self.stream, _ = listener.accept()
        self.stream.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        listener.close()

    def stop(self):
        self.stream.close()
        self.process.terminate()
        try:
            self.process.wait(3)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self.log.close()
