// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import Crypto
import Foundation
import StewardCore
import StewardLedger
import StewardStore

/// Offline verification beside plain SHA-256, and group commit beside one flush for each append.
struct BenchLedger: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ledger", abstract: "Measure verification and appending.")

    @Option(help: "An empty folder.") var folder: String
    @Option(help: "Entries of the book that is verified.") var entries = 200_000

    func run() async throws {
        let database = try await SQLiteDatabase.open(at: folder + "/ledger.sqlite")
        try await database.migrate(Ledger.migrations)
        let ledger = Ledger(database: database, clock: SystemClock(), signer: try NoteSigner(newKeyNamed: "bench"))
        let verified = try await verification(ledger)
        let appended = try await appending(ledger)
        await database.close()
        let sha = Self.sha256()
        print(
            "{\"verifyMBps\":\(verified),\"sha256MBps\":\(sha),\"groupPerSecond\":\(appended.group),"
                + "\"singlePerSecond\":\(appended.single)}")
    }

    private static func draft(_ number: Int, text: String) -> EntryDraft {
        EntryDraft(kind: "bench", actor: "bench", payload: ["number": .integer(Int64(number)), "text": .string(text)])
    }

    /// Megabytes of entries verified in a second, from a bundle on disk that was read once before.
    private func verification(_ ledger: Ledger) async throws -> Double {
        let text = String(repeating: "kept ", count: 180)
        for start in stride(from: 0, to: entries, by: 5_000) {
            let drafts = (start..<min(start + 5_000, entries)).map { Self.draft($0, text: text) }
            _ = try await ledger.append(drafts, to: "bench/verify")
        }
        let bundle = folder + "/bundle"
        try await ledger.export("bench/verify", to: bundle)
        var seconds: [Double] = []
        var bytes: Int64 = 0
        for _ in 0..<5 {
            let start = ContinuousClock.now
            let report = try LedgerVerifier().verify(bundle: bundle)
            seconds.append((ContinuousClock.now - start) / .seconds(1))
            guard report.isSound else { throw ValidationError("The bundle is not sound.") }
            bytes = report.bytes
        }
        return Double(bytes) / 1_000_000 / seconds.sorted()[2]
    }

    /// Appends a second: 256 tasks at once, and one after the other.
    private func appending(_ ledger: Ledger) async throws -> (group: Double, single: Double) {
        let start = ContinuousClock.now
        try await withThrowingTaskGroup(of: Void.self) { group in
            for task in 0..<256 {
                group.addTask {
                    for number in 0..<40 {
                        _ = try await ledger.append([Self.draft(task * 40 + number, text: "")], to: "bench/group")
                    }
                }
            }
            try await group.waitForAll()
        }
        let group = 256 * 40 / ((ContinuousClock.now - start) / .seconds(1))
        let second = ContinuousClock.now
        for number in 0..<300 { _ = try await ledger.append([Self.draft(number, text: "")], to: "bench/single") }
        return (group, 300 / ((ContinuousClock.now - second) / .seconds(1)))
    }

    /// Megabytes hashed in a second, in pieces of 64 KiB; the median of five.
    private static func sha256() -> Double {
        let piece = [UInt8](repeating: 7, count: 65_536)
        let rates = (0..<5).map { _ in
            let start = ContinuousClock.now
            var hash = SHA256()
            for _ in 0..<3_200 { hash.update(data: piece) }
            let digest = hash.finalize()
            let seconds = (ContinuousClock.now - start) / .seconds(1)
            return digest.first(where: { _ in true }) == nil ? 0 : 3_200 * 65_536 / 1_000_000 / seconds
        }
        return rates.sorted()[2]
    }
}
