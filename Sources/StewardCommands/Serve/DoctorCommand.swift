// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import Foundation
import StewardCore
import StewardLedger
import StewardServer
import StewardStore

/// `steward doctor`
struct DoctorCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor",
        abstract: "Look for what is damaged, missing or too wide: rights, blobs, books, time zones, grants.",
        discussion:
            "Every blob is hashed again. Exit status 3 when something is wrong; each line says how to repair it.")

    @OptionGroup var installation: InstallationOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let folder = installation.folder
        guard folder.exists else {
            throw CommandError(.notFound, "There is no data in \(folder.path) yet. Start with “steward up”.")
        }
        var results: [(name: String, fault: String?)] = [
            ("time zone data", TimeZone(identifier: "Asia/Bangkok") == nil ? "Install the package tzdata." : nil),
            ("rights of the signing key", Self.rights(folder.signingKey)),
            ("rights of the data folder", Self.rights(folder.path)),
        ]
        let printer = output.printer
        let more = try await installation.with { installation in
            var results: [(name: String, fault: String?)] = []
            results.append(Self.blobs(installation, printer))
            for book in try await installation.ledger.books() {
                let report = try await installation.ledger.verify(book.id)
                let faults = report.problems.map(\.description).joined(separator: "; ")
                results.append(("book \(book.id)", faults.isEmpty ? nil : faults))
            }
            return results + (try await AccountCheck(installation).results())
        }
        results += more
        printer.show(
            Listing(
                [("check", "Check"), ("ok", "Ok"), ("fault", "What is wrong")], empty: "Nothing to check.",
                rows: results.map { [.string($0.name), .bool($0.fault == nil), $0.fault.map(JSON.string) ?? .null] }))
        if results.contains(where: { $0.fault != nil }) { throw ExitStatus.attention.code }
    }

    /// Hashes every blob. A pack whose list is damaged is a fault like a damaged blob, and the rest is looked at.
    private static func blobs(_ installation: Installation, _ printer: Printer) -> (name: String, fault: String?) {
        let blobs: [BlobID]
        do { blobs = try installation.blobs.all() } catch { return ("blobs", "\(error)") }
        var bar = printer.progress("Hashing blobs", total: blobs.count)
        var damaged: [String] = []
        for (number, blob) in blobs.enumerated() {
            do { try installation.blobs.verify(blob) } catch { damaged.append("\(error)") }
            bar.update(number + 1)
        }
        bar.finish(blobs.count)
        return ("\(blobs.count) blobs", damaged.isEmpty ? nil : damaged.joined(separator: "; "))
    }

    private static func rights(_ path: String) -> String? {
        guard let attributes = try? FileManager.default.attributesOfItem(atPath: path),
            let rights = attributes[.posixPermissions] as? Int
        else { return FileManager.default.fileExists(atPath: path) ? "The rights of \(path) cannot be read." : nil }
        return rights & 0o077 == 0 ? nil : "Others may read \(path). Repair: chmod go-rwx \(path)"
    }
}
