# SPDX-License-Identifier: GPL-3.0-or-later
"""A real SMTP server that fails as it is told to: STARTTLS with a certificate of its own authority, a login, and what it says
to a recipient or does to the link.

    with MailServer() as server:
        server.plan(address, '451 4.7.1 Later', 'drop after')    one for each attempt; then it takes everything
        server.arrived                                            [(address, Message-ID, message)]

A plan is an answer to RCPT TO ("550 5.1.1 Nobody"), "data 552 5.3.4 Too big" (to the text), "drop before" (the link is cut
instead of the last answer, and nothing was taken), "drop after" (it was taken, but the answer is lost), "hang", or
"wait" (it is taken once `released` is set).
"""
import asyncio
import collections
import email
import email.policy
import logging
import pathlib
import socket
import ssl
import subprocess
import tempfile
import threading

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult

USER, PASSWORD = 'steward', 'a password with blanks'


logging.getLogger('mail.log').setLevel(logging.CRITICAL)  # it tells of every link that is cut, and of its own deprecated parts


def make_certificate(folder):
    """A certificate for localhost, which is its own authority."""
    subprocess.run(['openssl', 'req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2', '-subj', '/CN=localhost',
                    '-addext', 'subjectAltName=DNS:localhost', '-keyout', folder / 'key.pem', '-out', folder / 'cert.pem'],
                   check=True, stderr=subprocess.DEVNULL)


class Handler:
    def __init__(self, server):
        self.server = server

    async def handle_MAIL(self, _server, _session, envelope, address, options):
        self.server.talks += 1
        if self.server.sender_answer:
            return self.server.sender_answer
        envelope.mail_from = address
        envelope.mail_options.extend(options)
        return '250 2.1.0 Sender'

    async def handle_RCPT(self, _server, _session, envelope, address, options):
        with self.server.lock:
            plans = self.server.plans[address]
            envelope.plan = plans.popleft() if plans else ''
            self.server.offered[address] += 1
        if envelope.plan[:1].isdigit():
            return envelope.plan
        envelope.rcpt_tos.append(address)
        envelope.rcpt_options.extend(options)
        return '250 2.1.5 Recipient'

    async def handle_DATA(self, server, _session, envelope):
        plan = envelope.plan
        if plan.startswith('data '):
            return plan.removeprefix('data ')
        if plan == 'hang':
            await asyncio.sleep(600)
        while plan == 'wait' and not self.server.released.is_set():
            await asyncio.sleep(0.02)
        if plan != 'drop before':
            message = email.message_from_bytes(envelope.content, policy=email.policy.default)
            with self.server.lock:
                self.server.arrived += [(address, message['Message-ID'], message) for address in envelope.rcpt_tos]
                self.server.raw.append(envelope.content)
        if plan.startswith('drop'):
            server.transport.abort()
        return '250 2.0.0 Taken'


class MailServer:
    def __init__(self, tls=True):
        self.lock = threading.Lock()
        self.plans = collections.defaultdict(collections.deque)
        self.offered = collections.Counter()
        self.arrived, self.raw = [], []
        self.talks = 0
        self.released = threading.Event()
        self.sender_answer = None
        self.tls = tls
        self.folder = tempfile.TemporaryDirectory()
        self.path = pathlib.Path(self.folder.name)
        make_certificate(self.path)
        self.controller = None
        self.port = 0

    def plan(self, address, *answers):
        with self.lock:
            self.plans[address].extend(answers)

    def config(self, **changes):
        """A file for --mail-config."""
        said = {'url': f'smtp://localhost:{self.port}', 'from': 'bookings@market.example', 'name': 'Steward', 'user': USER,
                'password_file': 'password', 'ca_file': 'cert.pem', 'timeout_s': '5'} | changes
        password = self.path / 'password'
        password.write_text(PASSWORD + '\n')
        password.chmod(0o600)
        file = self.path / 'mail.conf'
        file.write_text(''.join(f'{key} = {value}\n' for key, value in said.items() if value is not None))
        return file

    def authenticate(self, _server, _session, _envelope, _mechanism, said):
        return AuthResult(success=(said.login, said.password) == (USER.encode(), PASSWORD.encode()), handled=False)

    def start(self):
        secure = {}
        if self.tls:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(self.path / 'cert.pem', self.path / 'key.pem')
            secure = {'tls_context': context, 'require_starttls': True, 'auth_required': True, 'authenticator': self.authenticate}
        self.controller = Controller(Handler(self), hostname='localhost', port=self.port, server_hostname='mail.example', ready_timeout=20, **secure)
        if not self.port:
            # The controller knocks at the port that it was given; so one is chosen for it.
            with socket.socket() as probe:
                probe.bind(('127.0.0.1', 0))
                self.port = self.controller.port = probe.getsockname()[1]
        self.controller.start()

    def stop(self):
        if self.controller:
            self.controller.stop()
            self.controller = None

    def __enter__(self):
        self.start()
        return self

    def __exit__(self, *_):
        self.stop()
        self.folder.cleanup()
