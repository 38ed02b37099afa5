// SPDX-License-Identifier: Apache-2.0
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import StewardCore
import StewardLedger
import StewardStore
import StewardTestKit
import Tally
import Testing

@testable import StewardServer

@Suite("Bundles of books")
struct BundlePagesTests {
    /// Asks for the bytes themselves.
    private static func bytes(_ path: String, _ made: LedgerSite) async throws -> (bytes: [UInt8], name: String) {
        try await made.client.execute(
            uri: path, method: .get, headers: [.cookie: "steward=\(made.people.owner.token.reveal())"]
        ) { response in
            #expect(response.status == .ok)
            #expect(response.headers[.contentLength] == "\(response.body.readableBytes)")
            let shown = response.headers[.contentDisposition] ?? ""
            return (Array(buffer: response.body), shown.components(separatedBy: "\"").dropFirst().first ?? "")
        }
    }

    /// Unpacks with the system's tar and verifies the folder.
    private static func unpack(_ bytes: [UInt8], _ folder: TemporaryFolder, _ name: String) throws -> VerificationReport
    {
        try Data(bytes).write(to: URL(fileURLWithPath: folder.path(name)))
        let tar = Process()
        tar.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        tar.arguments = ["tar", "-xf", folder.path(name), "-C", folder.path("")]
        try tar.run()
        tar.waitUntilExit()
        #expect(tar.terminationStatus == 0)
        return try LedgerVerifier(thorough: true).verify(bundle: folder.path(String(name.dropLast(".tar".count))))
    }

    @Test("what was downloaded is unpacked by tar and verified offline, and is the same each time")
    func download() async throws {
        try await LedgerSite.with(entries: 40) { made in
            let folder = try TemporaryFolder("bundle")
            let path = LedgerSite.address + "/bundle.tar"
            let (bytes, name) = try await Self.bytes(path, made)
            #expect(name == "vehicle-made-40.tar" && bytes.count.isMultiple(of: 512))
            #expect(try await Self.bytes(path, made).bytes == bytes)
            let report = try Self.unpack(bytes, folder, name)
            #expect(report.isSound && report.entries == 40 && report.blobs == 40, "\(report.problems)")
            let page = try await made.viewer.open(LedgerSite.address).text
            #expect(page.contains("tar -xf vehicle-made-40.tar\nsteward ledger verify vehicle-made-40"))
        }
    }

    @Test("it is what the command line exports, file for file")
    func sameAsExport() async throws {
        try await LedgerSite.with { made in
            let folder = try TemporaryFolder("bundle-export")
            let (bytes, name) = try await Self.bytes(LedgerSite.address + "/bundle.tar", made)
            _ = try Self.unpack(bytes, folder, name)
            let blobs = try await made.installation.blobs(namedIn: LedgerSite.book)
            _ = try await made.installation.ledger.export(
                LedgerSite.book, to: folder.path("exported"), blobs: blobs, from: made.installation.blobs)
            let ours = folder.path(String(name.dropLast(4)))
            let names = try FileManager.default.subpathsOfDirectory(atPath: folder.path("exported")).sorted()
            #expect(try FileManager.default.subpathsOfDirectory(atPath: ours).sorted() == names)
            for file in names {
                let (one, other) = ("\(ours)/\(file)", folder.path("exported") + "/\(file)")
                #expect(
                    FileManager.default.contents(atPath: one) == FileManager.default.contents(atPath: other), "\(file)")
            }
        }
    }

    @Test("a book whose row was changed gives no whole bundle")
    func damaged() async throws {
        try await LedgerSite.with { made in
            _ = try await made.installation.ledger.checkpoint(LedgerSite.book)
            try await made.tamper(
                "UPDATE ledger_entry SET line = line || $1 WHERE book = $2 AND sequence = 3",
                [.bytes(Array(" ".utf8)), .text(LedgerSite.book.name)])
            let archive = try await made.installation.ledger.archive(LedgerSite.book)
            await #expect(throws: LedgerError(.damaged, "")) { try await archive.write { _ in } }
        }
    }

    @Test("a bundle ends before the first entry of an open review, says so, and is continued by the next")
    func veiled() async throws {
        try await ReviewSite.with { made in
            try await made.answer(made.bo, "digits")
            let entry = try #require(try await made.entries().first)
            let page = try await made.owner.open("/ledger/election%3Amade").text
            #expect(page.contains("It ends before entry \(entry.sequence):"))
            let folder = try TemporaryFolder("bundle-veiled")
            let first = try await Self.veiledBundle(made, folder, "first.tar")
            let name = "election-made-\(entry.sequence)"
            #expect(first.contains(Array(name.utf8)))
            #expect(!String(decoding: first, as: UTF8.self).contains("review.entered"))
            let report = try LedgerVerifier().verify(bundle: folder.path(name))
            #expect(report.isSound && report.entries == entry.sequence, "\(report.problems)")
            try await made.answer(made.chai, "digits")
            let open = try await made.owner.open("/ledger/election%3Amade").text
            #expect(!open.contains("It ends before entry"))
            let proof = try await made.owner.open("/api/ledger/election%3Amade/consistency?from=\(entry.sequence)")
            let json = try JSON(parsing: Array(proof.text.utf8))
            let path = (json["path"]?.array ?? []).compactMap { $0.string.flatMap(Self.hash) }
            let consistency = ConsistencyProof(
                oldSize: entry.sequence, newSize: try #require(json["to"]?.integer), path: path)
            let old = try #require(json["from_root"]?.string.flatMap(Self.hash))
            #expect(old == report.checkpoint?.root)
            #expect(
                consistency.isValid(
                    oldRoot: old, newRoot: try #require(json["to_root"]?.string.flatMap(Self.hash))))
        }
    }

    private static func veiledBundle(
        _ made: ReviewSite, _ folder: TemporaryFolder, _ name: String
    ) async throws -> [UInt8] {
        let cookie = made.owner.cookies.map { "\($0.key)=\($0.value)" }.joined(separator: "; ")
        let bytes = try await made.site.client.execute(
            uri: "/ledger/election%3Amade/bundle.tar", method: .get, headers: [.cookie: cookie]
        ) { Array(buffer: $0.body) }
        try Data(bytes).write(to: URL(fileURLWithPath: folder.path(name)))
        let tar = Process()
        tar.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        tar.arguments = ["tar", "-xf", folder.path(name), "-C", folder.path("")]
        try tar.run()
        tar.waitUntilExit()
        return bytes
    }

    private static func hash(_ text: String) -> [UInt8]? {
        let digits = Array(text)
        return stride(from: 0, to: digits.count, by: 2).map {
            UInt8(String(digits[$0...min($0 + 1, digits.count - 1)]), radix: 16) ?? 0
        }
    }
}
