// SPDX-License-Identifier: Apache-2.0
import Files
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Logging
import NIOCore
import StewardCore
import StewardIntegration
import StewardJobs
import StewardTestKit
import Testing

@testable import StewardServer

@Suite("Pages that take a file")
struct UploadPagesTests {
    private struct Answer {
        let status: Int
        let headers: HTTPFields
        let text: String
    }

    private static func post(
        _ site: Site, _ path: String, _ form: MadeForm, _ headers: HTTPFields, length: Int? = nil
    ) async throws -> Answer {
        let logger = Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() })
        var all = headers
        all[.contentType] = MadeForm.type
        all[.contentLength] = length.map(String.init)
        let sent = all
        return try await Application(
            responder: FrontDoor(site, records: LoggedRequests(logger: logger)), logger: logger
        ).test(.router) { client in
            // A length that is only announced needs no body: it is refused before one is read.
            let body = length == nil ? ByteBuffer(bytes: form.bytes) : nil
            return try await client.execute(uri: path, method: .post, headers: sent, body: body) {
                Answer(status: $0.status.code, headers: $0.headers, text: String(buffer: $0.body))
            }
        }
    }

    private static func limited(_ bytes: Int64, atOnce: Int = 4) -> RequestLimits {
        var limits = RequestLimits()
        limits.uploadBytes = bytes
        limits.uploadsAtOnce = atOnce
        return limits
    }

    @Test("a file that is sent to be checked is hashed, answered by its hash, and nothing of it is kept")
    func check() async throws {
        try await MadeFiles.with(isFilled: false) { made in
            let owner = try await OwnerCookie.headers(made.installation)
            let form = MadeForm(token: MadeForm.token(owner), content: Array("a file".utf8))
            let answer = try await Self.post(made.site, "/ledger/check", form, owner)
            #expect(answer.status == 303)
            #expect(answer.headers[.location] == "/ledger/check?sha256=\(MadeForm.hash(Array("a file".utf8)))")
            #expect(!FileManager.default.fileExists(atPath: made.installation.folder.uploads))
            let foreign = try await Self.post(made.site, "/ledger/check", MadeForm(token: "x"), owner)
            #expect(foreign.status == 403 && foreign.text.contains("not from a page that you have open"))
            let stranger = try await Self.post(made.site, "/ledger/check", form, [:])
            #expect(stranger.status == 401)
        }
    }

    @Test("a file may be longer than any other form, up to the limit for files, and no other form may")
    func lengths() async throws {
        try await MadeFiles.with(isFilled: false) { made in
            let owner = try await OwnerCookie.headers(made.installation)
            let site = Site(installation: made.installation, limits: Self.limited(300_000))
            func send(_ count: Int, to path: String = "/ledger/check", length: Int? = nil) async throws -> Answer {
                let form = MadeForm(token: MadeForm.token(owner), content: [UInt8](repeating: 7, count: count))
                return try await Self.post(site, path, form, owner, length: length)
            }
            #expect(try await send(200_000).status == 303)
            let large = try await send(350_000)
            #expect(large.status == 413 && large.text.contains("--upload-limit"))
            let announced = try await send(10, length: 400_000)
            #expect(announced.status == 413 && announced.text.contains("300000 bytes"))
            #expect(try await send(10, to: "/account/password", length: 200_000).status == 413)
        }
    }

    @Test("more files at once than there is room for are asked to come again")
    func places() async throws {
        try await MadeFiles.with(isFilled: false) { made in
            let owner = try await OwnerCookie.headers(made.installation)
            let site = Site(installation: made.installation, limits: Self.limited(1000, atOnce: 0))
            let answer = try await Self.post(site, "/ledger/check", MadeForm(token: MadeForm.token(owner)), owner)
            #expect(answer.status == 503 && answer.headers[.retryAfter] == "10")
        }
    }

    @Test("a file sent into a folder becomes a job, which transfers it; then it is removed")
    func transfer() async throws {
        try await MadeFiles.with { made in
            let (site, queue) = (made.site, made.installation.jobs)
            let owner = try await OwnerCookie.headers(made.installation)
            let form = MadeForm(
                token: MadeForm.token(owner), fields: [("folder", "root")], name: "new.txt", content: Array("new".utf8))
            let answer = try await Self.post(site, "/connections/drive/files", form, owner)
            let id = try #require(answer.headers[.location]?.split(separator: "/").last)
            let job = try #require(try await queue.list(.init(kinds: ["files.upload"])).items.first)
            #expect(answer.status == 303 && job.id.description == id)
            let source = try #require(job.payload["source"]?.string)
            #expect(source.hasPrefix(made.installation.folder.uploads) && source.hasSuffix("/new.txt"))
            #expect(try Data(contentsOf: URL(filePath: source)) == Data("new".utf8))

            let sweep = UploadSweep(
                folder: site.uploads.folder, jobs: queue, clock: SystemClock(), logger: Logger(label: "test"))
            try await sweep.sweep()
            #expect(FileManager.default.fileExists(atPath: source), "a job waits for it")

            let plan = try await made.installation.files.planUpload(
                "drive", source: source, folder: "root", options: UploadOptions(existing: .add), id: "sent")
            let counts = try await made.installation.files.upload(
                plan.id, with: try await made.connection(named: "drive"), actor: "test")
            #expect(counts.done == 1)
            let items = try await made.drive.files(in: "root", after: nil).items
            #expect(items.contains { $0.name == "new.txt" && $0.size == 3 })

            _ = try await queue.cancel(job.id)
            try await sweep.sweep()
            #expect(!FileManager.default.fileExists(atPath: source))
            #expect(try FileManager.default.contentsOfDirectory(atPath: site.uploads.folder.path) == [])
        }
    }

    @Test("what a process that was killed left is removed; what is being received is not")
    func leftovers() async throws {
        try await MadeFiles.with(isFilled: false) { made in
            let folder = made.site.uploads.folder
            // Closed without being removed, as the end of a process closes it.
            let path = try Self.abandoned(folder)
            let receiving = try folder.make("receiving.bin")
            let sweep = UploadSweep(
                folder: folder, jobs: made.installation.jobs, clock: SystemClock(), logger: Logger(label: "test"))
            try await sweep.sweep()
            #expect(!FileManager.default.fileExists(atPath: path))
            withExtendedLifetime(receiving) {
                #expect(FileManager.default.fileExists(atPath: receiving.path))
            }
        }
    }

    private static func abandoned(_ folder: UploadFolder) throws -> String {
        let file = try folder.make("left.bin")
        try file.write([1, 2, 3])
        return file.path
    }

    @Test("only who may operate is shown the form, and what another role sends is refused")
    func roles() async throws {
        try await MadeSite.with { site in
            let owner = try await site.owner()
            let viewer = try await site.person("ben", .viewer, by: owner)
            let page = try await owner.open("/ledger/check")
            #expect(page.text.contains("enctype=\"multipart/form-data\""))
            #expect(try await viewer.post("/connections/drive/files", ["name": "x"]).status == 403)
        }
    }
}
