"""A real mail server that outlives the site: python3 smtp_taker.py PORT FILE. Each mail that it takes becomes a line of the file: when, its Message-ID, and the first word of its text that begins with "message-"."""
import email
import email.policy
import sys
import time

from aiosmtpd.controller import Controller


class NoteInFile:
    def __init__(self, path):
        self.file = open(path, "a", buffering=1, encoding="utf-8")

    async def handle_DATA(self, server, session, envelope):
        mail = email.message_from_bytes(envelope.content, policy=email.policy.default)
        text = mail.get_body(("plain",)).get_content()
        name = next((word for word in text.split() if word.startswith("message-")), "none")
        self.file.write(f"{time.time_ns() // 1000000} {mail['Message-ID']} {name}\n")
        return "250 OK"


controller = Controller(NoteInFile(sys.argv[2]), hostname="127.0.0.1", port=int(sys.argv[1]))
controller.start()
print("ready", flush=True)
while True:
    time.sleep(3600)
