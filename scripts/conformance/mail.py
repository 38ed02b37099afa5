# SPDX-License-Identifier: Apache-2.0
"""The mail simulator through Python's smtplib as it is, and the other way round: mail of Steward's own, taken by a server
that is Python's, with TLS from the greeting and from the start."""

import asyncio
import base64
import contextlib
import email
import email.policy
import os
import smtplib
import socket
import ssl
import subprocess
import threading

from checks import equal, expect
from simulation import Simulation, running

USER, PASSWORD = "steward@example.org", "p\"a\\s: s\u0e01"


def check(checks, program, steward=None, folder=None):
    """Starts the simulator and makes the checks; with `steward`, the program, also those of its own mail."""
    command = [program, "mail", "--user", USER, "--password", PASSWORD, "--parent", str(os.getpid())]
    with running(command, "steward-simulate mail") as line:
        Client(line).run(checks)
    if steward and folder:
        Sent(steward, folder).run(checks)


class Client:
    """Python's client against the simulator."""

    def __init__(self, line):
        self.simulation = Simulation(line)
        self.port = line["smtp_port"]

    def run(self, checks):
        for what, body in [
            ("what the server can do", self.greeting),
            ("a mail with PLAIN and with LOGIN", self.signs_in),
            ("a wrong password, and none", self.refuses),
            ("dots, long texts and several recipients", self.dots),
            ("commands out of order", self.order),
            ("every fault as its status", self.faults),
        ]:
            checks.run("smtplib", what, body)

    def client(self):
        return smtplib.SMTP("127.0.0.1", self.port, timeout=10)

    def mails(self):
        return self.simulation.call("GET", "/_simulator/mails")

    def fault(self, kind):
        self.simulation.post("/_simulator/mail-fault", {"kind": kind} if kind else {})

    def greeting(self):
        with self.client() as client:
            equal(client.ehlo()[0], 250, "EHLO")
            expect(client.has_extn("size") and client.has_extn("8bitmime"), "SIZE and 8BITMIME")
            equal(client.esmtp_features["auth"].split(), ["PLAIN", "LOGIN"], "AUTH")
            equal(client.noop()[0], 250, "NOOP")
            equal(client.helo("me")[0], 250, "HELO")

    def signs_in(self):
        for name in ["PLAIN", "LOGIN"]:
            with self.client() as client:
                client.ehlo()
                status = self.auth(client, name)
                equal(status, 235, f"AUTH {name}")
                client.sendmail(USER, ["ops@example.org"], f"Subject: {name}\r\n\r\nHello")
                expect(self.mails()[-1]["message"].startswith(f"Subject: {name}"), "the mail was not taken")
                equal(self.mails()[-1]["login"], USER, "who sent it")

    @staticmethod
    def auth(client, name):
        """Signs in. smtplib's own way takes ASCII alone."""

        def encoded(text):
            return base64.b64encode(text.encode()).decode()

        if name == "PLAIN":
            return client.docmd("AUTH", "PLAIN " + encoded(f"\0{USER}\0{PASSWORD}"))[0]
        equal(client.docmd("AUTH", "LOGIN")[0], 334, "AUTH LOGIN")
        equal(client.docmd(encoded(USER))[0], 334, "the name")
        return client.docmd(encoded(PASSWORD))[0]

    def refuses(self):
        with self.client() as client:
            client.ehlo()
            try:
                client.login(USER, "another")
                expect(False, "a wrong password was taken")
            except smtplib.SMTPAuthenticationError as error:
                equal(error.smtp_code, 535, "a wrong password")
            equal(client.docmd("MAIL", "FROM:<a@example.org>")[0], 530, "nobody signed in")

    def signed(self):
        client = self.client()
        client.ehlo()
        equal(self.auth(client, "PLAIN"), 235, "AUTH PLAIN")
        return client

    def dots(self):
        text = "Subject: dots\r\n\r\n.\r\n..\r\n.hidden\r\n" + "x" * 900 + "\r\n" + "line\r\n" * 10_000
        with self.signed() as client:
            equal(client.sendmail(USER, ["a@example.org", "b@example.org"], text), {}, "refused recipients")
        mail = self.mails()[-1]
        equal(mail["message"], text, "the message")
        equal(mail["recipients"], ["a@example.org", "b@example.org"], "the recipients")

    def order(self):
        with self.signed() as client:
            equal(client.docmd("DATA")[0], 503, "DATA before MAIL")
            equal(client.rcpt("a@example.org")[0], 503, "RCPT before MAIL")
            equal(client.mail(USER)[0], 250, "MAIL")
            equal(client.docmd("DATA")[0], 503, "DATA before RCPT")
            equal(client.docmd("RCPT", "TO:nobody")[0], 501, "an address without brackets")
            equal(client.rset()[0], 250, "RSET")
            equal(client.docmd("NONSENSE")[0], 500, "an unknown command")
            equal(client.docmd("x" * 2000)[0], 500, "a line that is too long")

    def faults(self):
        wanted = {
            "refuses-sender": 550, "refuses-recipient": 550, "greylists": 451, "is-full": 452, "busy": 421,
            "refuses-all": 554, "greylists-login": 454,
        }
        for kind, status in wanted.items():
            self.fault(kind)
            try:
                equal(self.first_refusal(), status, kind)
            finally:
                self.fault(None)

    def first_refusal(self):
        try:
            with self.client() as client:
                client.ehlo()
                status = self.auth(client, "PLAIN")
                if status != 235:
                    return status
                client.sendmail(USER, ["a@example.org"], "Subject: x\r\n\r\nx")
                return 250
        except smtplib.SMTPRecipientsRefused as error:
            return next(iter(error.recipients.values()))[0]
        except smtplib.SMTPResponseException as error:
            return error.smtp_code


class Sent:
    """Mail of Steward's own, taken by a server that is Python's."""

    def __init__(self, steward, folder):
        self.steward = steward
        self.folder = folder

    def run(self, checks):
        for security in ["starttls", "tls"]:
            checks.run("asyncio's server", f"Steward's own mail over {security}", self.sends, security)
        checks.run("asyncio's server", "a certificate that nobody vouches for", self.untrusted)

    def certificate(self):
        paths = [str(self.folder / name) for name in ["mail.pem", "mail.key"]]
        if not os.path.exists(paths[0]):
            subprocess.run(
                ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days",
                 "2", "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost", "-keyout", paths[1], "-out",
                 paths[0]], check=True, capture_output=True)
        return paths

    def call(self, *arguments, password=None):
        environment = {**os.environ, "STEWARD_DATA": str(self.folder / "mail-data")}
        return subprocess.run(
            [self.steward, *arguments], env=environment, input=password, text=True, capture_output=True, timeout=120)

    def sends(self, security):
        certificate, key = self.certificate()
        with PythonServer(certificate, key, security == "tls") as server:
            connected = self.call(
                "connect", "mail", "--name", security, "--set", "server=localhost", "--set", f"port={server.port}",
                "--set", f"security={security}", "--set", f"authorities={certificate}", "--set", f"user={USER}",
                "--set", "recipients=ops@example.org", "--set-file", "password=-", password=PASSWORD)
            equal(connected.returncode, 0, connected.stderr)
            sent = self.call("alerts", "test", security)
            equal(sent.returncode, 0, sent.stderr)
            mail = email.message_from_bytes(server.message, policy=email.policy.default)
            equal(mail["To"], "ops@example.org", "the recipient")
            equal(mail["Subject"], "Steward tries whether its alerts arrive", "the subject")
            expect("Nothing is the matter." in mail.get_content(), "the text")
            expect(server.was_encrypted, "the mail came without TLS")

    def untrusted(self):
        certificate, key = self.certificate()
        with PythonServer(certificate, key, True) as server:
            connected = self.call(
                "connect", "mail", "--name", "untrusted", "--set", "server=localhost", "--set", f"port={server.port}",
                "--set", "security=tls", "--set", "recipients=ops@example.org")
            expect(connected.returncode != 0, "a certificate that nobody vouches for was trusted")
            said = connected.stdout + connected.stderr
            expect("TLS" in said, said)


class PythonServer:
    """A mail server that takes one mail after another, with TLS."""

    def __init__(self, certificate, key, implicit):
        self.context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self.context.load_cert_chain(certificate, key)
        self.implicit = implicit
        self.message = b""
        self.was_encrypted = False

    def __enter__(self):
        self.loop = asyncio.new_event_loop()
        started = threading.Event()

        def work():
            asyncio.set_event_loop(self.loop)
            tls = self.context if self.implicit else None
            server = self.loop.run_until_complete(asyncio.start_server(self.converse, "127.0.0.1", 0, ssl=tls))
            self.port = server.sockets[0].getsockname()[1]
            started.set()
            with contextlib.suppress(asyncio.CancelledError):
                self.loop.run_forever()

        self.thread = threading.Thread(target=work, daemon=True)
        self.thread.start()
        started.wait(10)
        return self

    def __exit__(self, *_):
        self.loop.call_soon_threadsafe(self.loop.stop)
        self.thread.join(10)

    async def converse(self, reader, writer):
        with contextlib.suppress(ConnectionError, ssl.SSLError, asyncio.IncompleteReadError):
            await self.answer(reader, writer)
        writer.close()

    async def answer(self, reader, writer):
        def say(text):
            writer.write(text.encode() + b"\r\n")

        encrypted = self.implicit
        say("220 python ready")
        while line := await reader.readline():
            verb = line.split()[0].upper() if line.split() else b""
            if verb == b"EHLO":
                say("250-python\r\n250 AUTH PLAIN" if encrypted else "250-python\r\n250 STARTTLS")
            elif verb == b"STARTTLS":
                say("220 go on")
                await writer.drain()
                await writer.start_tls(self.context)
                encrypted = True
            elif verb == b"AUTH":
                if len(line.split()) < 3:
                    say("334 ")
                    await reader.readline()
                say("235 welcome")
            elif verb == b"DATA":
                say("354 go on")
                lines = []
                while (text := await reader.readline()).rstrip() != b".":
                    lines.append(text[1:] if text.startswith(b".") else text)
                self.message, self.was_encrypted = b"".join(lines), encrypted
                say("250 taken")
            elif verb == b"QUIT":
                say("221 bye")
                await writer.drain()
                return
            else:
                say("250 fine")
            await writer.drain()
