// SPDX-License-Identifier: Apache-2.0

/// Checks a sealed bundle offline, from its folder alone.
///
/// ```swift
/// let report = try LedgerVerifier(trustedKey: key).verify(bundle: "sealed/election-th-2026")
/// for problem in report.problems { print(problem) }
/// ```
/// Without a trusted key the bundle is checked against the key that it brings along: that shows that nothing was
/// altered since somebody sealed it, not who sealed it.
public struct LedgerVerifier: Sendable {
    /// The key that must have signed; `nil` to take the bundle's own.
    public let trustedKey: NoteVerifier?
    /// Whether every entry is parsed too, to see that it is canonical JSON. Takes many times longer and can only find
    /// what a program that writes entries did wrong, not an alteration.
    public let isThorough: Bool

    /// Makes a verifier.
    public init(trustedKey: NoteVerifier? = nil, thorough: Bool = false) {
        self.trustedKey = trustedKey
        isThorough = thorough
    }

    /// Reads the whole bundle in constant memory, whatever its size, and says everything that is wrong with it.
    ///
    /// Problems are part of the report, not errors. The call blocks its thread while it reads.
    /// - Throws: ``LedgerError`` with `notFound` when there is no such folder, with `storage` when a file cannot be
    ///   read.
    public func verify(bundle folder: String) throws -> VerificationReport {
        guard FileFault.isFolder(folder) else {
            throw LedgerError(.notFound, "There is no folder \(folder).")
        }
        var seal = SealChecker(folder: folder, trustedKey: trustedKey)
        try seal.run()
        var report = seal.report
        try checkBook(folder, seal, &report)
        var blobs = BlobChecker(folder: folder, seal: seal)
        try blobs.run()
        report.blobs = blobs.checked
        report.addProblems(of: blobs.found)
        return report
    }

    private func checkBook(_ folder: String, _ seal: SealChecker, _ report: inout VerificationReport) throws {
        guard let book = try Self.open("\(folder)/\(BundleFile.book)", &report) else { return }
        let list = try Self.open("\(folder)/\(BundleFile.hashes)", &report).map { try HashList($0) }
        let checkpoint = report.checkpoint.flatMap { checkpoint in
            TreeHash(checkpoint.root).map { (size: checkpoint.size, root: $0) }
        }
        var checker = BookChecker(
            book: book, hashes: list, name: seal.book, checkpoint: checkpoint, thorough: isThorough)
        let outcome = try checker.run()
        report.book = report.book ?? outcome.book
        report.entries = outcome.entries
        report.bytes = outcome.bytes
        report.addProblems(of: outcome.found)
        guard let checkpoint else { return }
        report.isProven = outcome.root == checkpoint.root
        if !report.isProven, outcome.found.problems.isEmpty {
            report.add(
                .init(
                    BundleFile.book,
                    "The entries and the list of hashes agree, but their root is not the one that was signed.",
                    cause: "both were rewritten after they were sealed."))
        }
    }

    private static func open(_ path: String, _ report: inout VerificationReport) throws(LedgerError) -> ReadingFile? {
        do throws(LedgerError) { return try ReadingFile(path) } catch {
            guard error.code == .notFound else { throw error }
            let name = path.split(separator: "/").last.map(String.init) ?? path
            report.add(.init(name, "The file is missing.", cause: "it was removed or not copied."))
            return nil
        }
    }
}
