"""A pcscd of the laboratory's own, with the two slots of one virtual reader."""
import os
import random
import shutil
import signal
import socket
import subprocess
import time

DRIVER = "/usr/lib/pcsc/drivers/serial/libifdvpcd.so"
MACHINES_OWN = "/run/pcscd"


class LabError(Exception):
    pass


def free_ports():
    """Two free ports in a row, below those that the system gives away by itself."""
    while True:
        first = random.randrange(20000, 30000)
        try:
            with socket.socket() as one, socket.socket() as two:
                one.bind(("127.0.0.1", first))
                two.bind(("127.0.0.1", first + 1))
                return [first, first + 1]
        except OSError:
            continue


class Daemon:
    """pcscd knows one folder for its socket, /run/pcscd. In a mount namespace of its own that is our folder; clients
    outside find the socket by its true path. Where the system allows no such namespace, as in a container without
    privileges, /run/pcscd itself is used, unless a pcscd runs there already."""

    def __init__(self, directory):
        if not os.path.exists("/usr/sbin/pcscd"):
            raise LabError("pcscd is missing: ./Kiosk/install test")
        driver = DRIVER if os.path.exists(DRIVER) else self.find_driver()
        self.ports = free_ports()
        self.process = None
        self.configuration = os.path.join(directory, "reader.conf.d")
        os.makedirs(self.configuration)
        with open(os.path.join(self.configuration, "virtual"), "w") as file:
            file.write(f'FRIENDLYNAME "Virtual PCD"\nDEVICENAME /dev/null:0x{self.ports[0]:04X}\n')
            file.write(f"LIBPATH {driver}\nCHANNELID 0x{self.ports[0]:04X}\n")
        self.has_namespace = subprocess.run(["unshare", "-m", "true"], capture_output=True).returncode == 0
        self.folder = os.path.join(directory, "run") if self.has_namespace else MACHINES_OWN
        os.makedirs(self.folder, exist_ok=True)
        os.makedirs(MACHINES_OWN, exist_ok=True)
        self.socket = os.path.join(self.folder, "pcscd.comm")

    @staticmethod
    def find_driver():
        for folder, _, files in os.walk("/usr/lib"):
            if "libifdvpcd.so" in files:
                return os.path.join(folder, "libifdvpcd.so")
        raise LabError("The driver of the virtual reader is missing: ./Kiosk/install test")

    def answers(self):
        try:
            with socket.socket(socket.AF_UNIX) as client:
                client.connect(self.socket)
                return True
        except OSError:
            return False

    def start(self):
        if self.process:
            return
        if not self.has_namespace and self.answers():
            raise LabError(
                "The system allows no mount namespace (unshare -m), and the machine's own pcscd runs: "
                "stop it, or run as root in a container that may (docker run --cap-add SYS_ADMIN).")
        for name in ("pcscd.comm", "pcscd.pid"):
            if os.path.exists(os.path.join(self.folder, name)):
                os.unlink(os.path.join(self.folder, name))
        command = ["/usr/sbin/pcscd", "--foreground", "--config", self.configuration]
        if self.has_namespace:
            script = f'mount --bind "$0" {MACHINES_OWN} && exec "$@"'
            command = ["unshare", "-m", "sh", "-c", script, self.folder] + command
        self.process = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        limit = time.monotonic() + 20
        while not self.answers():
            if self.process.poll() is not None or time.monotonic() > limit:
                self.process = None
                raise LabError("pcscd does not start.")
            time.sleep(0.02)

    def stop(self):
        self.end(signal.SIGTERM)

    def kill(self):
        """As a crash would leave it: the socket stays, nobody answers."""
        self.end(signal.SIGKILL)

    def end(self, number):
        if not self.process:
            return
        self.process.send_signal(number)
        try:
            self.process.wait(5)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self.process = None
