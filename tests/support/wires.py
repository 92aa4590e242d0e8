# SPDX-License-Identifier: GPL-3.0-or-later
"""People in the middle. Both stand between a worker and what it speaks to, hold what passes at the moment that a test names,
and cut the link, as a network would. The programs on both sides are those that everybody runs.

A hold is asked for by `hold(…)`, `held` says how many are in it, and `let_go()` or `cut()` ends it.
"""
import contextlib
import http.client
import http.server
import json
import pathlib
import selectors
import socket
import struct
import tempfile
import threading


class DatabaseWire:
    """Between PostgreSQL's socket and who signs in by `folder`. Answers are held: the server has done it, nobody has heard."""

    class Link:
        def __init__(self, client, server):
            self.client, self.server = client, server
            self.unread, self.is_begun = b'', False
            self.texts, self.statement, self.bound = {}, b'', b''
            self.withheld = None

    def __init__(self, socket_folder, port=5432):
        self.folder = tempfile.mkdtemp(prefix='steward-wire.')
        self.target = f'{socket_folder}/.s.PGSQL.{port}'
        self.links, self.word, self.tokens = set(), b'', ()
        self.lock = threading.RLock()
        self.selector = selectors.DefaultSelector()
        self.listener = socket.socket(socket.AF_UNIX)
        self.listener.bind(f'{self.folder}/.s.PGSQL.{port}')
        self.listener.listen(200)
        self.selector.register(self.listener, selectors.EVENT_READ, None)
        threading.Thread(target=self.serve, daemon=True).start()

    def hold(self, word, tokens):
        """From now on, the answers to statements that have this word, if they or what was bound to them has one of the tokens."""
        with self.lock:
            self.word, self.tokens = word, tuple(tokens)

    @property
    def held(self):
        with self.lock:
            return sum(link.withheld is not None for link in self.links)

    def let_go(self):
        with self.lock:
            self.word, self.tokens = b'', ()
            for link in list(self.links):
                if link.withheld is not None:
                    withheld, link.withheld = link.withheld, None
                    self.pass_on(link, link.client, withheld)

    def cut(self):
        with self.lock:
            self.word, self.tokens = b'', ()
            for link in list(self.links):
                self.drop(link)

    @contextlib.contextmanager
    def shut(self):
        """Whoever signs in meanwhile waits until somebody is there again."""
        with self.lock:
            self.selector.unregister(self.listener)
        yield
        with self.lock:
            self.selector.register(self.listener, selectors.EVENT_READ, None)

    def serve(self):
        while True:
            for key, _ in self.selector.select(0.05):
                with self.lock:
                    if key.data is None:
                        self.accept()
                    elif key.data in self.links:
                        self.read(key.data, key.fileobj)

    def accept(self):
        client, _ = self.listener.accept()
        server = socket.socket(socket.AF_UNIX)
        try:
            server.connect(self.target)
        except OSError:
            client.close()  # nobody is there, as PostgreSQL's own socket would say
            server.close()
            return
        link = self.Link(client, server)
        self.links.add(link)
        self.selector.register(client, selectors.EVENT_READ, link)
        self.selector.register(server, selectors.EVENT_READ, link)

    def read(self, link, source):
        try:
            data = source.recv(65536)
        except OSError:
            data = b''
        if not data:
            self.drop(link)
        elif source is link.client:
            self.look(link, data)
            self.pass_on(link, link.server, data)
        else:
            if link.withheld is None and self.word and self.word in link.statement and any(token in link.bound or token in data for token in self.tokens):
                link.withheld = b''
            if link.withheld is None:
                self.pass_on(link, link.client, data)
            else:
                link.withheld += data

    def look(self, link, data):
        """Reads which statement is asked: texts come once, under a name."""
        link.unread += data
        while len(link.unread) >= 5:
            head = 1 if link.is_begun else 0
            length = head + struct.unpack('>i', link.unread[head:head + 4])[0]
            if len(link.unread) < length:
                return
            kind, body = link.unread[:head], link.unread[head + 4:length]
            link.unread, link.is_begun = link.unread[length:], True
            if kind == b'P':
                name, text, _ = body.split(b'\0', 2)
                link.texts[name] = text
            elif kind == b'B':
                _, name, bound = body.split(b'\0', 2)
                link.statement, link.bound = link.texts.get(name, b''), bound

    def pass_on(self, link, to, data):
        try:
            to.sendall(data)
        except OSError:
            self.drop(link)

    def drop(self, link):
        self.links.discard(link)
        for end in (link.client, link.server):
            with contextlib.suppress(KeyError, ValueError):
                self.selector.unregister(end)
            end.close()

    @staticmethod
    def token(number):
        """A number as it is bound."""
        text = str(number).encode()
        return struct.pack('>i', len(text)) + text


class GatewayWire:
    """Between a gateway and who is told of it by `config`. Requests are held before the gateway has them ('asked'), or with
    its answer when it has done them ('done'); meanwhile it tells of no events."""

    class Hold:
        def __init__(self, stage='', payments=()):
            self.stage = stage
            self.over = {payment: threading.Event() for payment in payments}
            self.held, self.is_cut = set(), False

        @property
        def is_on(self):
            return not all(is_over.is_set() for is_over in self.over.values())

    def __init__(self, gateway):
        """`gateway`: the gateway's own gateway.json, read anew for each request, since it moves when it is started again."""
        self.gateway, self.present, self.passed = pathlib.Path(gateway), self.Hold(), 0
        self.lock, self.clients = threading.Lock(), set()
        wire = self

        class Passing(http.server.BaseHTTPRequestHandler):
            protocol_version = 'HTTP/1.1'

            def setup(self):
                super().setup()
                with wire.lock:
                    wire.clients.add(self.connection)

            def finish(self):
                with wire.lock:
                    wire.clients.discard(self.connection)
                with contextlib.suppress(OSError):
                    super().finish()

            def do_GET(self):
                if wire.present.is_on:
                    self.send_error(503)  # what is held back is not told by an event meanwhile
                else:
                    self.pass_on(None)

            def do_POST(self):
                self.pass_on(self.rfile.read(int(self.headers['Content-Length'])))

            def pass_on(self, body):
                payment = '-'.join(json.loads(body)['payment'].split('-')[:3]) if body else None
                try:
                    wire.stop(payment, 'asked')
                    status, headers, answer = wire.ask(self.command, self.path, dict(self.headers), body)
                    wire.stop(payment, 'done')
                    self.send_response_only(status)
                    for name, value in headers:
                        if name.lower() not in ('connection', 'content-length'):
                            self.send_header(name, value)
                    self.send_header('Content-Length', str(len(answer)))
                    self.end_headers()
                    self.wfile.write(answer)
                except (OSError, http.client.HTTPException):
                    self.close_connection = True

            def log_message(self, *_):
                pass
        self.server = http.server.ThreadingHTTPServer(('127.0.0.1', 0), Passing)
        self.server.daemon_threads = True
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        self.config = pathlib.Path(tempfile.mkdtemp(prefix='steward-wire.'), 'gateway.json')
        self.config.touch(0o600)  # it holds a key
        self.config.write_text(json.dumps(dict(json.loads(self.gateway.read_text()), url=f'http://127.0.0.1:{self.server.server_port}')))

    def ask(self, method, path, headers, body):
        link = http.client.HTTPConnection(json.loads(self.gateway.read_text())['url'].removeprefix('http://'), timeout=10)
        try:
            link.request(method, path, body, {name: value for name, value in headers.items() if name.lower() not in ('host', 'connection', 'accept-encoding')})
            answer = link.getresponse()
            said = answer.read()
        finally:
            link.close()
        if body:
            with self.lock:
                self.passed += 1
        return answer.status, answer.getheaders(), said

    def stop(self, payment, stage):
        hold = self.present
        if hold.stage == stage and payment in hold.over and not hold.over[payment].is_set():
            with self.lock:
                hold.held.add(payment)
            hold.over[payment].wait()
            if hold.is_cut:
                raise ConnectionAbortedError

    def hold(self, stage, payments):
        self.present = self.Hold(stage, payments)

    @property
    def held(self):
        return len(self.present.held)

    def let_go(self, payment=None):
        for held, is_over in self.present.over.items():
            if payment in (None, held):
                is_over.set()

    def cut(self):
        self.present.is_cut = True
        self.let_go()
        with self.lock:
            for client in self.clients:
                with contextlib.suppress(OSError):
                    client.shutdown(socket.SHUT_RDWR)
