# SPDX-License-Identifier: GPL-3.0-or-later
"""stewardd as a process, with a PostgreSQL of its own, and clients that say what HTTP libraries would not."""
import contextlib
import os
import pathlib
import re
import select
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time

BIN = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else 'build/release/bin').resolve()


def expect(holds, words):
    print(('ok: ' if holds else 'NOT: ') + words, flush=True)
    if not holds:
        sys.exit(1)


def eventually(ask, words, seconds=30):
    end = time.monotonic() + seconds
    while not ask():
        if time.monotonic() > end:
            expect(False, words)
        time.sleep(0.1)
    expect(True, words)


class Cluster:
    """A migrated database on a Unix socket; gone with it."""

    def __enter__(self):
        self.place = pathlib.Path(tempfile.mkdtemp(prefix='steward-server.', dir='/dev/shm' if os.access('/dev/shm', os.W_OK) else None))
        self.place.chmod(0o755)
        self.data = self.place / 'data'
        try:
            self.ctl('cluster', 'start', '--throwaway')
            self.ctl('migrate')
        except SystemExit:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_):
        self.ctl('cluster', 'stop')
        shutil.rmtree(self.place)

    def ctl(self, *words):
        done = subprocess.run([BIN / 'stewardctl', *words, '--data', self.data], capture_output=True, text=True, check=False)
        if done.returncode:
            sys.exit(f'stewardctl {" ".join(words)}: {done.stdout}{done.stderr}')
        return done.stdout.strip()

    def psql(self, *words):
        return subprocess.run(['psql', '--no-psqlrc', '--quiet', '--tuples-only', '--no-align', '--set', 'ON_ERROR_STOP=1',
                               '--dbname', self.ctl('cluster', 'dsn', '--user', 'steward_superuser'), *words], check=True, capture_output=True, text=True).stdout.strip()

    def run(self, sql):
        return self.psql('--command', sql)

    @contextlib.contextmanager
    def frozen(self):
        """Every process of the server stands still, as on a machine that is paused: links stay open, nobody answers."""
        parent = int(next(self.data.rglob('postmaster.pid')).read_text().splitlines()[0])
        children = subprocess.run(['ps', '--no-headers', '-o', 'pid', '--ppid', str(parent)], capture_output=True, text=True, check=True).stdout.split()
        stopped = [parent, *map(int, children)]
        for process in stopped:
            os.kill(process, signal.SIGSTOP)
        try:
            yield
        finally:
            for process in stopped:
                with contextlib.suppress(ProcessLookupError):
                    os.kill(process, signal.SIGCONT)


class Server:
    """stewardd on two free ports; killed with it if it still runs."""

    def __init__(self, cluster, *options, database=True, environment=None, program=BIN / 'stewardd'):
        alone = [] if '--processes' in options else ['--processes', '1']
        words = [program, '--listen', '127.0.0.1:0', '--admin-listen', '127.0.0.1:0', *alone, *(['--data', cluster.data] if database else []), *options]
        self.process = subprocess.Popen(words, stderr=subprocess.PIPE, text=True, env={**os.environ, **(environment or {})})
        self.said, self.ports = [], []
        threading.Thread(target=self.listen, daemon=True).start()

    def listen(self):
        for line in self.process.stderr:
            self.said.append(line)
            if found := re.search(r'Serving .* at https?://127\.0\.0\.1:(\d+)', line):
                self.ports.append(int(found.group(1)))

    def __enter__(self):
        eventually(lambda: len(self.ports) == 2 or self.process.poll() is not None, 'it serves', 60)
        return self

    def __exit__(self, *_):
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()

    @property
    def users(self):
        return self.ports[0]

    @property
    def operators(self):
        return self.ports[1]

    def serving(self):
        """The processes that serve for it."""
        children = subprocess.run(['ps', '--no-headers', '-o', 'pid', '--ppid', str(self.process.pid)], capture_output=True, text=True, check=False).stdout.split()
        return {int(child) for child in children}

    def memory_kb(self):
        return int(re.search(r'VmRSS:\s+(\d+)', pathlib.Path(f'/proc/{self.process.pid}/status').read_text()).group(1))

    def figures(self):
        """Name with labels → value."""
        page = body_of(ask(self.operators, get('/metrics')))
        return {name: float(value) for name, value in (line.rsplit(' ', 1) for line in page.decode().splitlines() if not line.startswith('#'))}

    def refused(self, reason, gate='users'):
        return self.figures().get(f'steward_http_refused_total{{gate="{gate}",reason="{reason}"}}', 0)

    def ready(self, port=None):
        """(status, code) of /readyz"""
        answer = ask(port or self.users, get('/readyz'))
        found = re.search(rb'"code":"(\w+)"', answer)
        return status_of(answer), found.group(1).decode() if found else None


def get(path, fields='', method='GET'):
    return f'{method} {path} HTTP/1.1\r\nHost: localhost\r\n{fields}\r\n'.encode()


def connect(port):
    link = socket.create_connection(('127.0.0.1', port), timeout=30)
    link.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return link


def read_answer(link, rest=b'', head_only=False):
    """(one answer, what came behind it); empty where the other side has ended."""
    while b'\r\n\r\n' not in rest:
        more = link.recv(65536)
        if not more:
            return b'', rest
        rest += more
    length = int(re.search(rb'content-length: (\d+)', rest.split(b'\r\n\r\n')[0].lower()).group(1)) if not head_only else 0
    end = rest.index(b'\r\n\r\n') + 4 + length
    while len(rest) < end:
        more = link.recv(65536)
        if not more:
            return b'', rest
        rest += more
    return rest[:end], rest[end:]


def ask(port, request):
    """The first answer to these bytes."""
    with connect(port) as link:
        link.sendall(request)
        return read_answer(link)[0]


def say_all(port, request, seconds=5):
    """All that is answered until the other side ends, or is silent for that long. Says on although nobody listens."""
    heard = b''
    with connect(port) as link:
        link.setblocking(False)
        while True:
            readable, writable, _ = select.select([link], [link] if request else [], [], seconds)
            if not readable and not writable:
                return heard
            try:
                if writable:
                    request = request[link.send(request[:1 << 20]):]
                if readable:
                    more = link.recv(65536)
                    if not more:
                        return heard
                    heard += more
            except (BrokenPipeError, ConnectionResetError):
                request = b''
                with contextlib.suppress(OSError):
                    heard += link.recv(65536)
                return heard


def status_of(answer):
    return int(answer.split(b' ', 2)[1]) if answer.startswith(b'HTTP/1.') else 0


def body_of(answer):
    return answer.split(b'\r\n\r\n', 1)[1]
