#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The real stewardd over TLS: who speaks it is served as without, who does not keeps nobody waiting, and certificates are renewed without
losing a request.

    tls_test.py FOLDER-OF-PROGRAMS
"""
import os
import pathlib
import signal
import socket
import ssl
import subprocess
import tempfile
import threading
import time

from program import BIN, Cluster, Server, connect, eventually, expect, get, read_answer, status_of


def certify(folder, name):
    """A certificate of our own for this machine, and its key."""
    certificate, key = pathlib.Path(folder, 'certificate.pem'), pathlib.Path(folder, 'key.pem')
    subprocess.run(['openssl', 'req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2', '-subj', f'/CN={name}',
                    '-addext', 'subjectAltName=IP:127.0.0.1', '-out', certificate, '-keyout', key], check=True, capture_output=True)
    key.chmod(0o600)
    return certificate, key


def secured(port, certificate):
    context = ssl.create_default_context(cafile=str(certificate))
    context.check_hostname = True
    return context.wrap_socket(connect(port), server_hostname='127.0.0.1')


def ask(port, certificate, request):
    with secured(port, certificate) as link:
        link.sendall(request)
        return read_answer(link)[0]


def who_speaks_it(server, certificate):
    answer = ask(server.users, certificate, get('/healthz'))
    expect(status_of(answer) == 200, 'who speaks TLS is served')
    with secured(server.users, certificate) as link:
        expect(link.version() in ('TLSv1.2', 'TLSv1.3'), f'by {link.version()}')
        link.sendall(get('/healthz') * 3)
        rest, statuses = b'', []
        for _ in range(3):
            answer, rest = read_answer(link, rest)
            statuses.append(status_of(answer))
        expect(statuses == [200] * 3, 'three requests at once are answered in order')
        link.sendall(get('/healthz', 'Connection: close\r\n'))
        answer, rest = read_answer(link)
        expect(status_of(answer) == 200 and link.recv(10) == b'', 'the end is said within TLS')
    old = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    old.check_hostname, old.verify_mode = False, ssl.CERT_NONE
    old.maximum_version = ssl.TLSVersion.TLSv1_1
    old.set_ciphers('ALL:@SECLEVEL=0')
    try:
        old.wrap_socket(connect(server.users))
        expect(False, 'TLS 1.1 is not spoken')
    except (ssl.SSLError, OSError):
        expect(True, 'TLS 1.1 is not spoken')


def what_is_refused_is_told(server, certificate):
    """A body that is not read to its end: the answer arrives all the same."""
    with secured(server.users, certificate) as link:
        link.sendall(b'POST /v1/auth/sign-in HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 50000000\r\n\r\n' + b'x' * 200_000)
        answer, _ = read_answer(link)
        expect(status_of(answer) == 413, 'a body that is too large is refused, and told so')


def who_does_not(server, certificate):
    with connect(server.users) as link:
        link.sendall(get('/healthz'))
        try:
            heard = link.recv(4096)
        except ConnectionResetError:
            heard = b''
        expect(not heard.startswith(b'HTTP/'), 'without TLS nothing is said')
    silent = [connect(server.users) for _ in range(50)]
    half = [connect(server.users) for _ in range(50)]
    for link in half:
        link.sendall(bytes.fromhex('16030100c8010000c40303'))
    started = time.monotonic()
    expect(status_of(ask(server.users, certificate, get('/healthz'))) == 200 and time.monotonic() - started < 2, 'a hundred who begin and say nothing keep nobody waiting')
    for link in silent + half:
        link.settimeout(20)
        try:
            while link.recv(4096):
                pass
        except (ConnectionResetError, socket.timeout) as end:
            expect(not isinstance(end, socket.timeout), 'and are left after their time')
        link.close()
    expect(time.monotonic() - started < 20, f'within {time.monotonic() - started:.0f} s')


class Client(threading.Thread):
    """Asks again and again, over one connection at a time, until it is stopped."""

    def __init__(self, port, authorities):
        super().__init__(daemon=True)
        self.port, self.authorities, self.answered, self.lost, self.is_over = port, authorities, 0, 0, False

    def run(self):
        while not self.is_over:
            try:
                with secured(self.port, self.authorities) as link:
                    is_told, rest = False, b''
                    while not is_told and not self.is_over:
                        link.sendall(get('/healthz'))
                        answer, rest = read_answer(link, rest)
                        if not answer:
                            raise OSError('lost')
                        self.answered += 1
                        is_told = b'Connection: close' in answer
            except OSError:
                self.lost += 1


def renewed(cluster):
    with tempfile.TemporaryDirectory() as folder:
        certificate, key = certify(folder, 'first')
        both = pathlib.Path(folder, 'both.pem')
        first = certificate.read_text()
        with Server(cluster, '--processes', '2', '--tls-certificate', certificate, '--tls-key', key) as server:
            eventually(lambda: len(server.serving()) == 2, 'two processes serve')
            certify(folder, 'second')
            both.write_text(first + certificate.read_text())
            clients, former = [Client(server.users, both) for _ in range(4)], server.serving()
            for client in clients:
                client.start()
            time.sleep(1)
            with secured(server.users, both) as link:
                expect(('commonName', 'first') in link.getpeercert()['subject'][0], 'the first certificate')
            server.process.send_signal(signal.SIGHUP)
            eventually(lambda: len(server.serving()) == 2 and not server.serving() & former, 'both are replaced')
            with secured(server.users, both) as link:
                expect(('commonName', 'second') in link.getpeercert()['subject'][0], 'and have the second')
            for client in clients:
                client.is_over = True
                client.join(20)
            expect(sum(client.lost for client in clients) == 0, f'{sum(client.answered for client in clients)} requests were answered meanwhile, none lost')
            server.process.send_signal(signal.SIGTERM)
            expect(server.process.wait(20) == 0, 'it ends well')


def what_can_not_be_is_said(cluster):
    with tempfile.TemporaryDirectory() as folder:
        certificate, key = certify(folder, 'first')
        shown = pathlib.Path(folder, 'shown.pem')
        shown.write_bytes(key.read_bytes())
        shown.chmod(0o644)
        for words, sentence in (((certificate, shown), 'Others may read'), ((certificate, folder + '/nothing'), 'can not be read'), ((key, key), 'no certificate'), ((certificate, certificate), 'Others may read|no key')):
            os.chmod(certificate, 0o600)
            done = subprocess.run([BIN / 'stewardd', '--data', cluster.data, '--listen', '127.0.0.1:0', '--admin-listen', '127.0.0.1:0', '--tls-certificate', words[0], '--tls-key', words[1]],
                                  capture_output=True, text=True, timeout=20, check=False)
            expect(done.returncode == 2 and any(part in done.stderr for part in sentence.split('|')), f'refused: {done.stderr.strip()}')
        done = subprocess.run([BIN / 'stewardd', '--data', cluster.data, '--tls-certificate', certificate], capture_output=True, text=True, timeout=20, check=False)
        expect(done.returncode == 2 and 'and its key' in done.stderr, 'half of it is none')


def main():
    with Cluster() as cluster:
        what_can_not_be_is_said(cluster)
        with tempfile.TemporaryDirectory() as folder:
            certificate, key = certify(folder, 'steward')
            with Server(cluster, '--tls-certificate', certificate, '--tls-key', key) as server:
                who_speaks_it(server, certificate)
                what_is_refused_is_told(server, certificate)
                who_does_not(server, certificate)
        renewed(cluster)


if __name__ == '__main__':
    main()
