# SPDX-License-Identifier: Apache-2.0
"""Drive through google-api-python-client as it is."""

import hashlib
import http.client
import io
import json
import os

import httplib2
from googleapiclient.discovery import build_from_document
from googleapiclient.discovery_cache import get_static_doc
from googleapiclient.errors import HttpError, ResumableUploadError
from googleapiclient.http import MediaInMemoryUpload, MediaIoBaseDownload, MediaIoBaseUpload

from checks import equal, expect

CHUNK = 256 * 1024
FOLDER = "application/vnd.google-apps.folder"
DOCUMENT = "application/vnd.google-apps.document"


def at(address, name="drive", version="v3", path="drive/v3/"):
    """The service's description with another address: the client's own way to reach another server."""
    document = json.loads(get_static_doc(name, version))
    document.pop("mtlsRootUrl", None)
    return json.dumps({**document, "rootUrl": address + "/", "baseUrl": f"{address}/{path}"})


def service(simulation, credentials):
    return build_from_document(at(simulation.address), credentials=credentials)


class Drive:
    """The checks; they share one folder, which each check fills with its own files."""

    def __init__(self, simulation, drive, client="google-api-python-client"):
        self.simulation = simulation
        self.drive = drive
        self.client = client
        self.folder = None

    def run(self, checks):
        for what, body in [
            ("about", self.about),
            ("folder", self.makes_folder),
            ("upload: content alone", self.uploads_simple),
            ("upload: multipart", self.uploads_multipart),
            ("upload: resumable in chunks", self.uploads_chunks),
            ("upload: resumable from a stream of unknown length", self.uploads_unknown),
            ("upload: 503 on a chunk, and the next call goes on", self.uploads_after_503),
            ("upload: a part of a chunk is stored", self.uploads_part),
            ("upload: the session is gone", self.uploads_gone),
            ("upload: nothing at all, multipart and resumable", self.uploads_empty),
            ("upload: other content for a file", self.updates_content),
            ("download: whole, in ranges, and empty", self.downloads),
            ("list in pages", self.lists),
            ("list with a query and an order", self.queries),
            ("a query too long for an address", self.long_query),
            ("names in Thai, with quotes, twice", self.names),
            ("move, rename, properties, star", self.updates),
            ("copy", self.copies),
            ("ids made beforehand; the same id twice", self.generates_ids),
            ("an answer lost after the file was made, and the same id again", self.loses_reply),
            ("a file that is flagged as abuse", self.flagged),
            ("documents: made, exported", self.exports),
            ("trash, back, and delete for good", self.trashes),
            ("empty the trash", self.empties_trash),
            ("batch", self.batches),
            ("changes", self.changes),
            ("watch and stop", self.watches),
            ("shortcuts", self.shortcuts),
            ("the program's own folder", self.own_folder),
            ("every field", self.every_field),
            ("download by an operation", self.operations),
            ("permissions", self.permissions),
            ("revisions", self.revisions),
            ("shared drives", self.drives),
            ("403 userRateLimitExceeded three times, with retries", self.rate_limits),
            ("errors carry their reason", self.errors),
        ]:
            checks.run(self.client, what, body)

    # --- What the checks share ---

    def create(self, content, name="a.bin", fields="id,name,size,md5Checksum,parents", resumable=False, **body):
        media = MediaInMemoryUpload(content, "application/octet-stream", resumable=resumable)
        return self.drive.files().create(
            body={"name": name, "parents": [self.folder], **body}, media_body=media, fields=fields).execute()

    def content(self, file_id):
        return self.drive.files().get_media(fileId=file_id).execute()

    def check_content(self, found, content):
        equal(found["size"], str(len(content)), "size")
        equal(found["md5Checksum"], hashlib.md5(content).hexdigest(), "md5Checksum")
        equal(self.content(found["id"]), content, "content")

    def session(self, content, **options):
        """An upload in chunks that is moved by hand."""
        media = MediaIoBaseUpload(
            io.BytesIO(content), "application/octet-stream", chunksize=options.pop("chunk", CHUNK), resumable=True)
        return self.drive.files().create(
            body={"name": "chunks.bin", "parents": [self.folder]}, media_body=media, fields="id,size,md5Checksum")

    def finish(self, request, tries=50):
        for _ in range(tries):
            _, found = request.next_chunk()
            if found is not None:
                return found
        raise AssertionError(f"not finished after {tries} chunks")

    def failure(self, request):
        try:
            request.execute() if hasattr(request, "execute") else request()
        except HttpError as error:
            return error
        raise AssertionError("it did not fail")

    def pages(self, **parameters):
        """Every page of a list, as the client's own list_next walks it."""
        request = self.drive.files().list(**parameters)
        while request is not None:
            page = request.execute()
            yield page
            request = self.drive.files().list_next(request, page)

    # --- The checks ---

    def about(self):
        found = self.drive.about().get(fields="user,storageQuota,maxUploadSize,exportFormats,importFormats").execute()
        expect("@" in found["user"]["emailAddress"], "no e-mail address")
        expect(isinstance(found["storageQuota"]["usage"], str), "int64 values are text in JSON")
        expect(int(found["maxUploadSize"]) > 0, "no maxUploadSize")
        expect("application/pdf" in found["exportFormats"][DOCUMENT], "documents cannot be exported as PDF")

    def makes_folder(self):
        body = {"name": "Conformance", "mimeType": FOLDER}
        made = self.drive.files().create(body=body, fields="id,parents").execute()
        self.folder = made["id"]
        root = self.drive.files().get(fileId="root", fields="id").execute()["id"]
        equal(made["parents"], [root], "parents")

    def uploads_simple(self):
        media = MediaInMemoryUpload(b"simple", "text/plain")
        found = self.drive.files().create(media_body=media, fields="id,name,mimeType,size,md5Checksum").execute()
        equal((found["name"], found["mimeType"]), ("Untitled", "text/plain"), "name and type")
        self.check_content(found, b"simple")
        self.drive.files().delete(fileId=found["id"]).execute()

    def uploads_multipart(self):
        content = os.urandom(100_000)
        found = self.create(content, name="multi.bin")
        equal((found["name"], found["parents"]), ("multi.bin", [self.folder]), "name and parents")
        self.check_content(found, content)

    def uploads_chunks(self):
        content = os.urandom(4 * CHUNK + 12_345)
        request = self.session(content)
        progress = []
        found = None
        while found is None:
            status, found = request.next_chunk()
            if status:
                progress.append(status.resumable_progress)
        equal(progress, [CHUNK, 2 * CHUNK, 3 * CHUNK, 4 * CHUNK], "progress")
        self.check_content(found, content)

    def uploads_unknown(self):
        content = os.urandom(2 * CHUNK + 77)

        class Unknown(MediaIoBaseUpload):
            """The client's own way to say that the length is not known."""

            def size(self):
                return None

            def has_stream(self):
                return False

        media = Unknown(io.BytesIO(content), "application/octet-stream", chunksize=CHUNK, resumable=True)
        request = self.drive.files().create(
            body={"name": "unknown.bin", "parents": [self.folder]}, media_body=media, fields="id,size,md5Checksum")
        self.check_content(self.finish(request), content)

    def uploads_after_503(self):
        content = os.urandom(3 * CHUNK)
        request = self.session(content)
        request.next_chunk()
        self.simulation.fault(kind="status", status=503, path="/upload/*", count=1)
        # Without the client's own retries: with them it sends an exhausted stream and hangs.
        error = self.failure(request.next_chunk)
        equal(error.resp.status, 503, "status")
        self.check_content(self.finish(request), content)

    def uploads_part(self):
        content = os.urandom(4 * CHUNK)
        request = self.session(content, chunk=2 * CHUNK)
        self.simulation.post("/_simulator/drive/faults", {"kind": "storedPrefix", "bytes": CHUNK, "count": 1})
        status, _ = request.next_chunk()
        equal(status.resumable_progress, CHUNK, "bytes stored")
        self.check_content(self.finish(request), content)

    def uploads_gone(self):
        request = self.session(os.urandom(3 * CHUNK))
        request.next_chunk()
        self.simulation.post("/_simulator/drive/faults", {"kind": "uploadGone", "count": 1})
        try:
            request.next_chunk()
        except ResumableUploadError as error:
            equal(error.resp.status, 404, "status")
        except HttpError as error:
            equal(error.resp.status, 404, "status")
        else:
            raise AssertionError("the upload went on")

    def uploads_empty(self):
        for resumable in (False, True):
            found = self.create(b"", name="empty.bin", resumable=resumable)
            self.check_content(found, b"")

    def updates_content(self):
        made = self.create(b"first", fields="id,version,headRevisionId,md5Checksum")
        for resumable in (False, True):
            content = os.urandom(CHUNK + 5)
            media = MediaInMemoryUpload(content, "application/octet-stream", resumable=resumable)
            found = self.drive.files().update(
                fileId=made["id"], media_body=media, fields="id,size,md5Checksum,version,headRevisionId").execute()
            self.check_content(found, content)
            expect(int(found["version"]) > int(made["version"]), "version does not grow")
            expect(found["headRevisionId"] != made["headRevisionId"], "the revision is the same")

    def downloads(self):
        content = os.urandom(1_000_000)
        for content in (content, b""):
            made = self.create(content)
            buffer = io.BytesIO()
            download = MediaIoBaseDownload(buffer, self.drive.files().get_media(fileId=made["id"]), chunksize=300_000)
            done = False
            while not done:
                _, done = download.next_chunk()
            equal(buffer.getvalue(), content, "content in ranges")
            equal(self.content(made["id"]), content, "whole content")

    def lists(self):
        folder = self.drive.files().create(
            body={"name": "Pages", "mimeType": FOLDER, "parents": [self.folder]}, fields="id").execute()["id"]
        made = {self.create(b"x", name=f"{number}.bin", parents=[folder])["id"] for number in range(25)}
        query = f"'{folder}' in parents and trashed = false"
        pages = list(self.pages(q=query, pageSize=10, fields="nextPageToken,files(id,name)"))
        found = [item["id"] for page in pages for item in page["files"]]
        equal(len(pages), 3, "number of pages")
        equal((set(found), len(found)), (made, 25), "files")
        equal(set(pages[0]["files"][0]), {"id", "name"}, "fields")
        plain = self.drive.files().list(q=query).execute()
        equal(set(plain["files"][0]), {"kind", "id", "name", "mimeType"}, "fields without a mask")

    def queries(self):
        query = f"'{self.folder}' in parents and mimeType != '{FOLDER}' and not name contains 'chunks'"
        found = self.drive.files().list(q=query, orderBy="name desc", fields="files(name,modifiedTime)").execute()
        names = [item["name"] for item in found["files"]]
        expect(names and names == sorted(names, reverse=True), f"not in order: {names}")
        before = self.drive.files().list(q="modifiedTime < '2001-01-01T00:00:00'").execute()["files"]
        equal(before, [], "files from before 2001")

    def long_query(self):
        parts = " and ".join(f"name != '{'x' * 40}{number:03}'" for number in range(60))
        query = f"'{self.folder}' in parents and {parts} and name = 'multi.bin'"
        expect(len(query) > 2048, "the query is not long")
        found = self.drive.files().list(q=query, fields="files(name)").execute()
        equal(found["files"], [{"name": "multi.bin"}], "files")

    def names(self):
        name = "ผลการเลือกตั้ง 'เขต' \\ 1.pdf"
        for _ in range(2):
            self.create(b"x", name=name)
        escaped = name.replace("\\", "\\\\").replace("'", "\\'")
        query = f"name = '{escaped}' and '{self.folder}' in parents and trashed = false"
        found = self.drive.files().list(q=query, fields="files(name)").execute()
        equal([item["name"] for item in found["files"]], [name, name], "names")

    def updates(self):
        other = self.drive.files().create(
            body={"name": "Other", "mimeType": FOLDER, "parents": [self.folder]}, fields="id").execute()["id"]
        made = self.create(b"x", appProperties={"key": "one"})
        found = self.drive.files().update(
            fileId=made["id"], addParents=other, removeParents=self.folder,
            body={"name": "new name", "starred": True, "modifiedTime": "2020-02-03T04:05:06.000Z",
                  "appProperties": {"key": None, "other": "two"}},
            fields="name,parents,starred,modifiedTime,appProperties").execute()
        equal(found, {
            "name": "new name", "parents": [other], "starred": True, "modifiedTime": "2020-02-03T04:05:06.000Z",
            "appProperties": {"other": "two"}}, "file")
        query = f"appProperties has {{ key='other' and value='two' }} and '{other}' in parents"
        equal(len(self.drive.files().list(q=query).execute()["files"]), 1, "files with the property")

    def copies(self):
        made = self.create(b"copied", name="first.bin")
        found = self.drive.files().copy(
            fileId=made["id"], body={"name": "second.bin"}, fields="id,name,size,md5Checksum").execute()
        equal(found["name"], "second.bin", "name")
        expect(found["id"] != made["id"], "the id is the same")
        self.check_content(found, b"copied")

    def generates_ids(self):
        ids = self.drive.files().generateIds(count=3, space="drive").execute()["ids"]
        equal(len(set(ids)), 3, "number of ids")
        equal(self.create(b"x", id=ids[0])["id"], ids[0], "id")
        error = None
        try:
            self.create(b"x", id=ids[0])
        except HttpError as found:
            error = found
        expect(error is not None and error.resp.status == 409, "the second one was not refused with 409")

    def loses_reply(self):
        made = self.drive.files().generateIds(count=1).execute()["ids"][0]
        fault = {"kind": "replyLost", "method": "files.create", "count": 1}
        self.simulation.post("/_simulator/drive/faults", fault)
        # httplib2 keeps the closed connection for one more call, so the answer may be lost twice.
        for _ in range(3):
            try:
                self.create(b"once", name="once.bin", id=made)
            except HttpError as error:
                equal(error.resp.status, 409, "status")
                break
            except (OSError, http.client.HTTPException, httplib2.HttpLib2Error):
                continue
            raise AssertionError("the answer came through")
        else:
            raise AssertionError("every answer was lost")
        found = self.drive.files().list(q=f"name = 'once.bin' and '{self.folder}' in parents").execute()["files"]
        equal([item["id"] for item in found], [made], "files")

    def flagged(self):
        made = self.create(b"flagged")["id"]
        self.simulation.post("/_simulator/drive/files", {"id": made, "isAbusive": True})
        error = self.failure(self.drive.files().get_media(fileId=made))
        equal((error.resp.status, error.error_details[0]["reason"]), (403, "cannotDownloadAbusiveFile"), "refusal")
        equal(self.drive.files().get_media(fileId=made, acknowledgeAbuse=True).execute(), b"flagged", "content")

    def exports(self):
        media = MediaInMemoryUpload(b"plain words", "text/plain")
        made = self.drive.files().create(
            body={"name": "Document", "mimeType": DOCUMENT, "parents": [self.folder]}, media_body=media,
            fields="id,mimeType,exportLinks,md5Checksum").execute()
        equal(made["mimeType"], DOCUMENT, "type")
        expect("md5Checksum" not in made, "a document has no digest")
        expect("application/pdf" in made["exportLinks"], "no link for PDF")
        for kind in ("application/pdf", "text/plain"):
            expect(self.drive.files().export(fileId=made["id"], mimeType=kind).execute(), f"{kind} is empty")
        error = self.failure(self.drive.files().get_media(fileId=made["id"]))
        equal((error.resp.status, error.error_details[0]["reason"]), (403, "fileNotDownloadable"), "refusal")

    def trashes(self):
        made = self.create(b"x", name="trashed.bin")["id"]
        for trashed in (True, False):
            found = self.drive.files().update(
                fileId=made, body={"trashed": trashed}, fields="trashed,explicitlyTrashed").execute()
            equal(found, {"trashed": trashed, "explicitlyTrashed": trashed}, "file")
            query = f"name = 'trashed.bin' and '{self.folder}' in parents and trashed = {str(trashed).lower()}"
            equal(len(self.drive.files().list(q=query).execute()["files"]), 1, "files listed")
        self.drive.files().delete(fileId=made).execute()
        error = self.failure(self.drive.files().get(fileId=made))
        equal((error.resp.status, error.error_details[0]["reason"]), (404, "notFound"), "refusal")

    def empties_trash(self):
        folder = self.drive.files().create(
            body={"name": "Rubbish", "mimeType": FOLDER, "parents": [self.folder]}, fields="id").execute()["id"]
        inside = self.create(b"x", parents=[folder])["id"]
        self.drive.files().update(fileId=folder, body={"trashed": True}).execute()
        found = self.drive.files().get(fileId=inside, fields="trashed,explicitlyTrashed").execute()
        equal(found, {"trashed": True, "explicitlyTrashed": False}, "file in a trashed folder")
        self.drive.files().emptyTrash().execute()
        for gone in (folder, inside):
            equal(self.failure(self.drive.files().get(fileId=gone)).resp.status, 404, "status")

    def batches(self):
        ids = [self.create(b"x", name=f"batch {number}")["id"] for number in range(5)] + ["x" * 33]
        answers = {}
        batch = self.drive.new_batch_http_request(
            callback=lambda key, reply, error: answers.__setitem__(key, (reply, error)))
        for file_id in ids:
            batch.add(self.drive.files().get(fileId=file_id, fields="id,name"), request_id=file_id)
        batch.add(self.drive.files().update(fileId=ids[0], body={"name": "renamed"}, fields="name"), request_id="new")
        batch.execute()
        for number, file_id in enumerate(ids[:5]):
            expect(answers[file_id][1] is None, f"{answers[file_id][1]}")
            expect(number == 0 or answers[file_id][0]["name"] == f"batch {number}", "another name")
        equal(answers["new"][0], {"name": "renamed"}, "renamed file")
        equal(answers["x" * 33][1].resp.status, 404, "status of the missing file")

    def changes(self):
        token = self.drive.changes().getStartPageToken().execute()["startPageToken"]
        made = [self.create(b"x")["id"] for _ in range(3)]
        self.drive.files().delete(fileId=made[0]).execute()
        seen = []
        pages = 0
        while token:
            page = self.drive.changes().list(
                pageToken=token, pageSize=2, fields="nextPageToken,newStartPageToken,changes(fileId,removed,file(name))"
            ).execute()
            pages += 1
            seen += page["changes"]
            token = page.get("nextPageToken")
            expect(bool(token) != ("newStartPageToken" in page), "the last page has no new start, or another has")
        expect(pages > 1, "all came on one page")
        removed = {change["fileId"] for change in seen if change["removed"]}
        equal(removed, {made[0]}, "removed files")
        expect(set(made) == {change["fileId"] for change in seen}, "a change is missing")

    def watches(self):
        token = self.drive.changes().getStartPageToken().execute()["startPageToken"]
        channel = {"id": os.urandom(8).hex(), "type": "web_hook", "address": "https://example.com/hook", "token": "t"}
        found = self.drive.changes().watch(pageToken=token, body=channel).execute()
        equal((found["kind"], found["id"]), ("api#channel", channel["id"]), "channel")
        self.drive.channels().stop(body={"id": channel["id"], "resourceId": found["resourceId"]}).execute()

    def shortcuts(self):
        target = self.create(b"x", name="target.bin")["id"]
        found = self.drive.files().create(
            body={"name": "short", "mimeType": "application/vnd.google-apps.shortcut", "parents": [self.folder],
                  "shortcutDetails": {"targetId": target}},
            fields="id,size,shortcutDetails(targetId,targetMimeType)").execute()
        details = {"targetId": target, "targetMimeType": "application/octet-stream"}
        equal(found.get("shortcutDetails"), details, "target")
        expect("size" not in found, "a shortcut has no size")
        query = f"shortcutDetails.targetId = '{target}' and trashed = false"
        equal([item["id"] for item in self.drive.files().list(q=query).execute()["files"]], [found["id"]], "files")

    def own_folder(self):
        made = self.drive.files().create(
            body={"name": "settings", "parents": ["appDataFolder"]},
            media_body=MediaInMemoryUpload(b"{}", "application/json"), fields="id").execute()["id"]
        found = self.drive.files().list(spaces="appDataFolder").execute()["files"]
        equal([item["id"] for item in found], [made], "files there")
        usual = self.drive.files().list(q="name = 'settings'").execute()["files"]
        equal(usual, [], "files of that name among the person's")
        self.drive.files().delete(fileId=made).execute()

    def every_field(self):
        made = self.create(b"every", name="every.txt")["id"]
        found = self.drive.files().get(fileId=made, fields="*").execute()
        wanted = {
            "kind", "id", "name", "mimeType", "parents", "size", "version", "createdTime", "modifiedTime", "owners",
            "capabilities", "permissions", "webViewLink", "md5Checksum", "sha1Checksum", "sha256Checksum",
            "headRevisionId", "spaces", "trashed", "starred", "ownedByMe", "quotaBytesUsed",
        }
        equal(wanted - set(found), set(), "missing fields")
        fields = "owners/emailAddress,capabilities(canTrash,canEdit)"
        same = self.drive.files().get(fileId=made, fields=fields).execute()
        equal(set(same["owners"][0]), {"emailAddress"}, "fields of an owner")
        equal(set(same["capabilities"]), {"canTrash", "canEdit"}, "capabilities")

    def operations(self):
        media = MediaInMemoryUpload(b"plain words", "text/plain")
        made = self.drive.files().create(
            body={"name": "Long", "mimeType": DOCUMENT, "parents": [self.folder]}, media_body=media).execute()["id"]
        operation = self.drive.files().download(fileId=made, mimeType="application/pdf").execute()
        for _ in range(10):
            if operation.get("done"):
                break
            operation = self.drive.operations().get(name=operation["name"]).execute()
        expect("downloadUri" in operation.get("response", {}), f"no address in {sorted(operation)}")

    def permissions(self):
        made = self.create(b"x")["id"]
        anyone = self.drive.permissions().create(
            fileId=made, body={"type": "anyone", "role": "reader"}, fields="id,type,role").execute()
        equal(anyone, {"id": "anyoneWithLink", "type": "anyone", "role": "reader"}, "permission")
        person = self.drive.permissions().create(
            fileId=made, body={"type": "user", "role": "reader", "emailAddress": "office@example.org"},
            sendNotificationEmail=False, fields="id").execute()["id"]
        self.drive.permissions().update(fileId=made, permissionId=person, body={"role": "writer"}).execute()
        found = self.drive.permissions().list(fileId=made, fields="permissions(role,type)").execute()["permissions"]
        equal(sorted(item["role"] for item in found), ["owner", "reader", "writer"], "roles")
        equal(self.drive.permissions().get(fileId=made, permissionId=person, fields="role").execute()["role"],
              "writer", "role")
        for permission in (person, "anyoneWithLink"):
            self.drive.permissions().delete(fileId=made, permissionId=permission).execute()
        found = self.drive.permissions().list(fileId=made).execute()["permissions"]
        equal(len(found), 1, "permissions left")

    def revisions(self):
        made = self.create(b"one")["id"]
        self.drive.files().update(
            fileId=made, media_body=MediaInMemoryUpload(b"two", "application/octet-stream")).execute()
        found = self.drive.revisions().list(fileId=made, fields="revisions(id,size,md5Checksum)").execute()["revisions"]
        equal(len(found), 2, "revisions")
        first = self.drive.revisions().get_media(fileId=made, revisionId=found[0]["id"]).execute()
        equal(first, b"one", "content of the first revision")
        self.drive.revisions().update(fileId=made, revisionId=found[0]["id"], body={"keepForever": True}).execute()
        self.drive.revisions().delete(fileId=made, revisionId=found[0]["id"]).execute()
        equal(len(self.drive.revisions().list(fileId=made).execute()["revisions"]), 1, "revisions left")

    def drives(self):
        made = self.drive.drives().create(requestId="conformance", body={"name": "Shared"}).execute()["id"]
        expect(made in [item["id"] for item in self.drive.drives().list().execute()["drives"]], "it is not listed")
        equal(self.drive.drives().get(driveId=made).execute()["name"], "Shared", "name")
        media = MediaInMemoryUpload(b"shared", "text/plain")
        body = {"name": "in shared", "parents": [made]}
        file_id = self.drive.files().create(
            body=body, media_body=media, supportsAllDrives=True, fields="id").execute()["id"]
        equal(self.failure(self.drive.files().get(fileId=file_id)).resp.status, 404, "without supportsAllDrives")
        found = self.drive.files().list(
            corpora="drive", driveId=made, supportsAllDrives=True, includeItemsFromAllDrives=True,
            fields="files(id,driveId)").execute()["files"]
        equal(found, [{"id": file_id, "driveId": made}], "files")
        hidden = self.drive.drives().hide(driveId=made, fields="hidden").execute()
        equal(hidden, {"hidden": True}, "hidden drive")
        shown = self.drive.drives().unhide(driveId=made, fields="hidden").execute()
        equal(shown, {"hidden": False}, "shown drive")
        self.drive.files().delete(fileId=file_id, supportsAllDrives=True).execute()
        self.drive.drives().delete(driveId=made).execute()

    def rate_limits(self):
        made = self.create(b"x")["id"]
        fault = {"kind": "reason", "reason": "userRateLimitExceeded", "method": "files.get", "count": 3}
        self.simulation.post("/_simulator/drive/faults", fault)
        request = self.drive.files().get(fileId=made)
        waits = []
        request._sleep = waits.append  # the client's own place for tests: it would wait for real
        request.execute(num_retries=5)
        equal(len(waits), 3, "waits")

    def errors(self):
        error = self.failure(self.drive.files().get(fileId="x" * 33, fields="id"))
        equal((error.resp.status, error.error_details[0]["reason"]), (404, "notFound"), "refusal")
        expect("File not found: " + "x" * 33 in error.reason, f"reason is {error.reason}")
        first = self.drive.files().list(pageSize=1).execute()["nextPageToken"]
        self.simulation.post("/_simulator/drive/faults", {"kind": "pageTokenRejected", "count": 1})
        equal(self.failure(self.drive.files().list(pageSize=1, pageToken=first)).resp.status, 400, "status")
        error = self.failure(self.drive.files().list(q="name ="))
        equal(error.resp.status, 400, "status")
        error = self.failure(self.drive.files().list(fields="nonsense"))
        equal(error.resp.status, 400, "status")
