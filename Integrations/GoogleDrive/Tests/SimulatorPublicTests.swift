// SPDX-License-Identifier: Apache-2.0
import Foundation
import GoogleDriveSimulator
import HTTPTypes
import StewardCore
import StewardHTTP
import StewardSimulation
import Testing

@Suite("Google Drive's simulator: pages without an account")
struct SimulatorPublicTests {
    /// A request without a token.
    private func get(
        _ caller: TransferCaller, _ target: String, _ fields: [String: String?] = [:], host: String = "127.0.0.1:4000"
    ) async -> TransferAnswer {
        var all = HTTPFields()
        for (name, value) in fields {
            if let name = HTTPField.Name(name) { all[name] = value }
        }
        return await TransferAnswer(
            await caller.simulator.respond(
                to: SimulatedRequest(.get, target, authority: host, headerFields: all)))
    }
    private func path(_ address: String?) -> String { SimulatorTransferDownloadTests.path(address ?? "") }

    private func shared(_ caller: TransferCaller, _ name: String, _ content: DriveContent) throws -> DriveFile {
        let file = try caller.state.createFile(named: name, content, type: "image/jpeg")
        caller.state.shareWithAnyone(file.id)
        return file
    }

    @Test("a small file: 303 to the download, which names it and says when it changed")
    func small() async throws {
        let caller = try TransferCaller()
        let file = try shared(caller, "สส.6 \"เขต\" 1.jpg", .bytes(Array("scan".utf8)))
        #expect(file.id.count >= 25)
        let first = await get(caller, "/uc?id=\(file.id)")
        #expect(first.status == 303)
        #expect(first.fields[.location] == "http://127.0.0.1:4000/download?id=\(file.id)&export=download")
        #expect(first.fields[.setCookie]?.hasPrefix("NID=") == true)
        let bytes = await get(caller, path(first.fields[.location]), ["Cookie": "NID=1"])
        #expect(bytes.text == "scan")
        #expect(bytes.fields[.contentType] == "image/jpeg")
        #expect(bytes.fields[.lastModified] == "Sun, 08 Feb 2026 10:00:00 GMT")
        #expect(bytes.fields[.eTag]?.hasPrefix("\"") == true)
        #expect(bytes.fields[.setCookie] == nil)
        let named = try #require(bytes.fields[.contentDisposition])
        #expect(named.hasPrefix("attachment; filename=\""))
        #expect(named.contains("filename*=UTF-8''%E0%B8%AA%E0%B8%AA.6%20%22"))
    }

    @Test("by the service's own host the addresses are the service's; a configured base wins")
    func addresses() async throws {
        let caller = try TransferCaller()
        let file = try shared(caller, "a", .bytes([1]))
        let real = await get(caller, "/uc?id=\(file.id)", host: "drive.google.com")
        #expect(real.fields[.location]?.hasPrefix("https://drive.usercontent.google.com/download?") == true)
        let forwarded = await get(
            caller, "/uc?id=\(file.id)", ["X-Forwarded-Host": "drive.test:8443", "X-Forwarded-Proto": "https"])
        #expect(forwarded.fields[.location]?.hasPrefix("https://drive.test:8443/download?") == true)
        caller.simulator.transfers.publicSettings.base = "https://mirror.test/"
        let configured = await get(caller, "/uc?id=\(file.id)", host: "drive.google.com")
        #expect(configured.fields[.location]?.hasPrefix("https://mirror.test/download?") == true)
    }

    @Test("a large file: a warning with the whole form on one line, then the file")
    func warning() async throws {
        let caller = try TransferCaller()
        let size: Int64 = 100 << 20 + 1
        let file = try shared(caller, "a <b> & c", .generated(seed: 1, size: size))
        caller.simulator.transfers.publicSettings.sendsAt = true
        caller.simulator.transfers.publicSettings.requiresCookie = true
        let page = await get(caller, "/download?id=\(file.id)&export=download")
        #expect(page.status == 200)
        #expect(page.fields[.contentType] == "text/html; charset=utf-8")
        #expect(page.fields[.contentDisposition] == nil)
        #expect(page.text.contains("<title>Google Drive - Virus scan warning</title>"))
        #expect(page.text.contains("a &lt;b&gt; &amp; c"))
        let line = try #require(page.text.split(separator: "\n").first { $0.contains("id=\"download-form\"") })
        #expect(line.contains("</form>"))
        let pattern = /<input type="hidden" name="([^"]+)" value="([^"]*)">/
        let inputs = String(line).matches(of: pattern).map { ("\($0.output.1)", "\($0.output.2)") }
        #expect(inputs.map(\.0) == ["id", "export", "confirm", "uuid", "at"])
        #expect(inputs[3].1.contains(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/))
        let target = "/download?" + inputs.map { "\($0.0)=\($0.1)" }.joined(separator: "&")
        let without = await get(caller, target)
        #expect(without.fields[.contentType] == "text/html; charset=utf-8")
        let cookie = try #require(page.fields[.setCookie]?.split(separator: ";").first)
        let part = await get(caller, target, ["Cookie": String(cookie), "Range": "bytes=\(size - 3)-"])
        #expect(part.status == 206 && part.body.count == 3)
    }

    @Test("a quota page, a private file and a missing file are told apart")
    func refusals() async throws {
        let caller = try TransferCaller()
        let file = try shared(caller, "a", .bytes([1]))
        caller.simulator.faults.add(DriveFault(.quotaPage, method: "public.download", fileId: file.id, count: 1))
        let quota = await get(caller, "/download?id=\(file.id)")
        #expect(quota.status == 200)
        #expect(quota.text.contains("<title>Google Drive - Quota exceeded</title>"))
        #expect(
            quota.text.contains("uc-error-subcaption\">Too many users have viewed or downloaded this file recently"))
        let after = await get(caller, "/download?id=\(file.id)")
        #expect(after.body == [1])
        let own = try caller.state.createFile(named: "own", .bytes([1]))
        for target in ["/uc?id=\(own.id)", "/download?id=\(own.id)", "/open?id=\(own.id)", "/file/d/\(own.id)/view"] {
            let answer = await get(caller, target)
            #expect(answer.status == 302)
            #expect(answer.fields[.location]?.hasPrefix("http://127.0.0.1:4000/ServiceLogin?") == true)
        }
        let login = await get(caller, "/ServiceLogin?continue=x")
        #expect(login.text.contains("<title>") && !login.text.contains("download-form"))
        for target in ["/uc?id=nothing", "/download?id=nothing", "/embeddedfolderview?id=\(own.id)"] {
            let answer = await get(caller, target)
            #expect(answer.status == 404)
            #expect(answer.text.contains("<title>") && answer.fields[.contentType] == "text/html; charset=utf-8")
        }
        caller.state.change(file.id) { $0.isExplicitlyTrashed = true }
        let trashed = await get(caller, "/uc?id=\(file.id)")
        #expect(trashed.status == 404)
    }

    @Test("a document: 500 on /uc, then /open leads to its editor, whose address leads to the export")
    func documents() async throws {
        let caller = try TransferCaller()
        let sheet = try caller.state.createFile(named: "Sums", type: "application/vnd.google-apps.spreadsheet")
        caller.state.shareWithAnyone(sheet.id)
        let first = await get(caller, "/uc?id=\(sheet.id)")
        #expect(first.status == 500 && first.text.contains("<title>"))
        let open = await get(caller, "/open?id=\(sheet.id)")
        #expect(open.fields[.location] == "http://127.0.0.1:4000/spreadsheets/d/\(sheet.id)/edit?usp=drive_web")
        let editor = await get(caller, path(open.fields[.location]))
        #expect(editor.text.contains("<title>Sums - Google Sheets</title>"))
        let export = await get(caller, "/spreadsheets/d/\(sheet.id)/export?format=xlsx")
        #expect(export.body.starts(with: Array("PK".utf8)))
        #expect(export.fields[.contentDisposition]?.contains("filename=\"Sums.xlsx\"") == true)
    }

    @Test("a folder lists everything in it, what is shared through it can be fetched, and no page breaks a name")
    func folder() async throws {
        let caller = try TransferCaller()
        let top = try caller.state.createFile(named: "จังหวัด & <more>", type: DriveFile.folderType)
        caller.state.shareWithAnyone(top.id)
        var ids: [String] = []
        for number in 0..<61 {
            ids.append(try caller.state.createFile(named: "scan \(number).jpg", .bytes([1]), in: top.id).id)
        }
        let sub = try caller.state.createFile(named: "sub & dir", type: DriveFile.folderType, in: top.id)
        let document = try caller.state.createFile(
            named: "d", type: "application/vnd.google-apps.document", in: top.id)
        let gone = try caller.state.createFile(named: "gone", .bytes([1]), in: top.id)
        caller.state.change(gone.id) { $0.isExplicitlyTrashed = true }
        let page = await get(caller, "/embeddedfolderview?id=\(top.id)&hl=en#list")
        #expect(page.text.contains("<title>จังหวัด &amp; &lt;more&gt;</title>"))
        #expect(
            page.text.matches(of: /<div class="flip-entry" id="entry-([-\w]+)" tabindex="0" role="link">/).count == 63)
        #expect(page.text.contains("href=\"http://127.0.0.1:4000/drive/folders/\(sub.id)\""))
        #expect(page.text.contains("<div class=\"flip-entry-title\">sub &amp; dir</div></a>"))
        #expect(page.text.contains("/document/d/\(document.id)/edit?usp=drive_web\""))
        #expect(page.text.contains("/file/d/\(ids[60])/view?usp=drive_web\""))
        #expect(page.text.contains("<div class=\"flip-entry-last-modified\"><div>10:00 AM</div></div>"))
        #expect(!page.text.contains(gone.id))
        let inherited = await get(caller, "/download?id=\(ids[0])")
        #expect(inherited.body == [1])
        caller.clock.advance(by: .seconds(86_400))
        let later = await get(caller, "/embeddedfolderview?id=\(top.id)")
        #expect(later.text.contains("<div>Feb 8, 2026</div>"))
    }

    @Test("a resume goes on only while the file is the same")
    func resume() async throws {
        let caller = try TransferCaller()
        let file = try shared(caller, "a", .bytes(generatedBytes(1000)))
        let whole = await get(caller, "/download?id=\(file.id)")
        let etag = try #require(whole.fields[.eTag])
        let modified = try #require(whole.fields[.lastModified])
        for condition in [etag, modified] {
            let rest = await get(caller, "/download?id=\(file.id)", ["Range": "bytes=600-", "If-Range": condition])
            #expect(rest.status == 206 && rest.fields[.contentRange] == "bytes 600-999/1000")
        }
        caller.simulator.faults.add(DriveFault(.changedETag, method: "public.download", count: 1))
        let other = await get(caller, "/download?id=\(file.id)", ["Range": "bytes=600-", "If-Range": etag])
        #expect(other.status == 200 && other.body.count == 1000 && other.fields[.eTag] != etag)
        try caller.state.replaceContent(file.id, StoredContent(.bytes(generatedBytes(2000, seed: 2))))
        let changed = await get(caller, "/download?id=\(file.id)", ["Range": "bytes=600-", "If-Range": etag])
        #expect(changed.status == 200 && changed.body.count == 2000)
    }

    @Test("a download that takes an hour is cut, by the service's clock")
    func hour() async throws {
        let caller = try TransferCaller()
        let file = try shared(caller, "a", .generated(seed: 1, size: 10_000_000))
        let reply = await caller.simulator.respond(to: SimulatedRequest(.get, "/download?id=\(file.id)"))
        var count = 0
        await #expect(throws: IntegrationError.self) {
            for try await piece in reply.bodyStream {
                count += piece.count
                caller.clock.advance(by: .seconds(600))
            }
        }
        #expect(count > 0 && count < 10_000_000)
    }

    @Test("other processes change the pages' settings over the control path, and end uploads")
    func controls() async throws {
        let caller = try TransferCaller()
        let file = try shared(caller, "a", .bytes(generatedBytes(2000)))
        func post(_ text: String) async -> TransferAnswer {
            await caller.send(.post, "/_simulator/drive/public", [:], Array(text.utf8))
        }
        let changed = await post(#"{"scanLimit": 1000, "sendsETag": false, "longestDownloadSeconds": 60}"#)
        #expect(changed.status == 200 && changed.json["scanLimit"]?.integer == 1000)
        let page = await get(caller, "/download?id=\(file.id)")
        #expect(page.text.contains("download-form"))
        let bytes = await get(caller, "/download?id=\(file.id)&confirm=t")
        #expect(bytes.body.count == 2000 && bytes.fields[.eTag] == nil)
        for text in [#"{"scanlimit": 1}"#, #"{"scanLimit": "1"}"#, "[]", "{"] {
            let refused = await post(text)
            #expect(refused.status == 400)
        }
        let shown = await caller.send(.get, "/_simulator/drive/public")
        #expect(shown.json == changed.json)
        let (_, session) = await caller.begin()
        _ = await caller.send(.delete, "/_simulator/drive/uploads")
        let gone = await caller.put(session, "bytes */*")
        #expect(gone.status == 404)
    }
}
