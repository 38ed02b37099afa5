#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The jobs of Benchmarks/drive with google-api-python-client, as a program of anybody's would do them.

Four threads take files off one queue, each with a client of its own, for the client is not safe to share. Small files
go up in one request, large ones in a resumable upload with pieces of 100 MiB; what came or went is compared by MD5.
Nothing is flushed to disk, and nothing is remembered for a later run.
"""

import argparse
import concurrent.futures
import hashlib
import json
import os
import pathlib
import sys
import threading

import google_auth_httplib2
from google.oauth2 import service_account
from googleapiclient.discovery import build_from_document
from googleapiclient.discovery_cache import get_static_doc
from googleapiclient.http import MediaFileUpload, MediaIoBaseDownload, build_http

THREADS = 4
PIECE = 100 << 20
FOLDER = "application/vnd.google-apps.folder"
SCOPES = ["https://www.googleapis.com/auth/drive"]
LIST = "nextPageToken, files(id, name, mimeType, size, modifiedTime, md5Checksum)"


class Clients:
    """One client for each thread."""

    def __init__(self, address, key):
        document = json.loads(get_static_doc("drive", "v3"))
        document.pop("mtlsRootUrl", None)
        self.document = {**document, "rootUrl": address + "/", "baseUrl": address + "/drive/v3/"}
        self.credentials = service_account.Credentials.from_service_account_file(key, scopes=SCOPES)
        self.local = threading.local()

    @property
    def drive(self):
        if not hasattr(self.local, "drive"):
            http = google_auth_httplib2.AuthorizedHttp(self.credentials, http=build_http())
            self.local.drive = build_from_document(self.document, http=http)
        return self.local.drive

    def each(self, work, items):
        """Does the work for each item, four at once; the first error ends it all."""
        with concurrent.futures.ThreadPoolExecutor(THREADS) as pool:
            for future in concurrent.futures.as_completed([pool.submit(work, item) for item in items]):
                future.result()

    def listed(self, query):
        drive = self.drive
        request = drive.files().list(q=query, pageSize=1000, fields=LIST)
        while request is not None:
            page = request.execute()
            yield from page["files"]
            request = drive.files().list_next(request, page)

    def folder(self, name):
        """The folder of this name at the top."""
        found = list(self.listed(f"name = '{name}' and 'root' in parents and trashed = false"))
        if len(found) != 1:
            sys.exit(f"there are {len(found)} folders named {name}")
        return found[0]["id"]


def md5(path):
    with open(path, "rb") as file:
        return hashlib.file_digest(file, "md5").hexdigest()


def compare(what, wanted, path):
    if md5(path) != wanted:
        sys.exit(f"{what} is not the same on both sides")


def up(clients, options):
    source = pathlib.Path(options.path)
    made = clients.drive.files().create(body={"name": source.name, "mimeType": FOLDER}, fields="id").execute()

    def work(path):
        media = MediaFileUpload(str(path), mimetype="application/octet-stream")
        body = {"name": path.name, "parents": [made["id"]]}
        stored = clients.drive.files().create(body=body, media_body=media, fields="id, md5Checksum").execute()
        compare(path.name, stored["md5Checksum"], path)
    clients.each(work, sorted(source.iterdir()))


def down(clients, options):
    target = pathlib.Path(options.path) / options.name
    target.mkdir(parents=True)

    def work(file):
        fetch(clients.drive, file, target / file["name"])
    clients.each(work, clients.listed(f"'{clients.folder(options.name)}' in parents and trashed = false"))


def fetch(drive, file, path):
    with open(path, "wb") as out:
        download = MediaIoBaseDownload(out, drive.files().get_media(fileId=file["id"]), chunksize=PIECE)
        done = False
        while not done:
            _, done = download.next_chunk()
    compare(file["name"], file["md5Checksum"], path)


def put(clients, options):
    path = pathlib.Path(options.path)
    media = MediaFileUpload(str(path), mimetype="application/octet-stream", chunksize=PIECE, resumable=True)
    request = clients.drive.files().create(body={"name": path.name}, media_body=media, fields="id, md5Checksum")
    stored = None
    while stored is None:
        _, stored = request.next_chunk()
    compare(path.name, stored["md5Checksum"], path)


def get(clients, options):
    found = list(clients.listed(f"name = '{options.name}' and 'root' in parents and trashed = false"))
    os.makedirs(options.path, exist_ok=True)
    fetch(clients.drive, found[0], pathlib.Path(options.path) / options.name)


def ls(clients, options):
    """As JSON, a line for each file."""
    for file in clients.listed(f"'{clients.folder(options.name)}' in parents and trashed = false"):
        print(json.dumps(file))


def recover(clients, options):
    """Takes everything out of the trash, a hundred files in a request."""
    ids = [file["id"] for file in clients.listed("trashed = true and 'me' in owners")]

    def answered(_, reply, error):
        if error is not None:
            raise error

    def work(part):
        batch = clients.drive.new_batch_http_request(callback=answered)
        for file in part:
            batch.add(clients.drive.files().update(fileId=file, body={"trashed": False}, fields="id"))
        batch.execute()
    clients.each(work, [ids[start:start + 100] for start in range(0, len(ids), 100)])
    print(len(ids))


def main():
    parser = argparse.ArgumentParser()
    jobs = {"up": up, "down": down, "put": put, "get": get, "ls": ls, "recover": recover}
    parser.add_argument("job", choices=jobs)
    parser.add_argument("--address", required=True, help="the simulator")
    parser.add_argument("--key", required=True, help="the service account's key file")
    parser.add_argument("--path", help="the file or folder on this machine")
    parser.add_argument("--name", help="the file or folder in the drive")
    options = parser.parse_args()
    jobs[options.job](Clients(options.address, options.key), options)


main()
