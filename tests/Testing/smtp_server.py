"""
A real mail server for tests: python3 smtp_server.py PORT FOLDER [USER PASSWORD [CERTIFICATE KEY]].
Each mail that it takes becomes a file in FOLDER. The file FOLDER/mood says how it behaves. With a user it demands a login, with a certificate STARTTLS too.
"""
import asyncio
import itertools
import pathlib
import ssl
import sys
import time

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult


class KeepInFolder:
    def __init__(self, folder):
        self.folder = folder
        self.numbers = itertools.count(1)

    def mood(self):
        file = self.folder / "mood"
        return file.read_text() if file.exists() else ""

    async def handle_MAIL(self, server, session, envelope, address, options):
        if self.mood() == "refuse-sender":
            return "553 5.7.1 We take nothing from you"
        envelope.mail_from = address
        return "250 OK"

    async def handle_RCPT(self, server, session, envelope, address, options):
        if self.mood() == "refuse-receiver":
            return "550 5.1.1 No such mailbox here"
        if self.mood() == "refuse-receiver-for-now":
            return "451 4.7.1 Greylisted, come back later"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        if self.mood() == "refuse":
            return "451 4.3.0 Not now, please"
        if self.mood() == "slow":
            await asyncio.sleep(3600)
        number = f"{next(self.numbers):04}"
        (self.folder / f"{number}.rcpt").write_text(",".join(envelope.rcpt_tos))
        part = self.folder / "part"
        part.write_bytes(envelope.content)
        part.rename(self.folder / f"{number}.eml")
        if self.mood() == "drop":
            server.transport.abort()
        return "250 OK"


def checks(user, password):
    def check(server, session, envelope, mechanism, auth):
        return AuthResult(success=(auth.login, auth.password) == (user.encode(), password.encode()), handled=False)
    return check


class Server(SMTP):
    # The framework's client writes "AUTH login", which RFC 4954 allows and this library does not know.
    async def smtp_AUTH(self, arg):
        mechanism, _, rest = (arg or "").partition(" ")
        return await super().smtp_AUTH(f"{mechanism.upper()} {rest}".strip())


class Host(Controller):
    def factory(self):
        return Server(self.handler, **self.SMTP_kwargs)


options = {}
if len(sys.argv) > 3:
    options = {"auth_required": True, "auth_require_tls": len(sys.argv) > 5, "authenticator": checks(sys.argv[3], sys.argv[4])}
if len(sys.argv) > 5:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(sys.argv[5], sys.argv[6])
    options |= {"tls_context": context, "require_starttls": True}
controller = Host(KeepInFolder(pathlib.Path(sys.argv[2])), hostname="127.0.0.1", port=int(sys.argv[1]), **options)
controller.start()
print("ready", flush=True)
while True:
    time.sleep(3600)
