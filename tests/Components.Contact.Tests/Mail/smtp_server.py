"""A real mail server for tests: python3 smtp_server.py PORT FOLDER. Each mail that it takes becomes a file; while FOLDER/refuse exists, it refuses with 451."""
import itertools
import pathlib
import sys
import time

from aiosmtpd.controller import Controller


class KeepInFolder:
    def __init__(self, folder):
        self.folder = folder
        self.numbers = itertools.count(1)

    async def handle_DATA(self, server, session, envelope):
        if (self.folder / "refuse").exists():
            return "451 4.3.0 Not now, please"
        part = self.folder / "part"
        part.write_bytes(envelope.content)
        part.rename(self.folder / f"{next(self.numbers):04}.eml")
        return "250 OK"


controller = Controller(KeepInFolder(pathlib.Path(sys.argv[2])), hostname="127.0.0.1", port=int(sys.argv[1]))
controller.start()
print("ready", flush=True)
while True:
    time.sleep(3600)
