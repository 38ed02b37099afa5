// SPDX-License-Identifier: Apache-2.0

/// Checks what seals a bundle: the key, the checkpoint, the manifest and what the manifest lists.
struct SealChecker {
    private let folder: String
    private let trustedKey: NoteVerifier?
    private(set) var report = VerificationReport()
    private var problems: [String: VerificationReport.Problem] = [:]

    /// The manifest, when its signature is good.
    private(set) var manifest: BundleManifest?
    /// The book that the checkpoint names.
    private(set) var book: BookID?

    private static let longest: Int64 = 4 << 20

    init(folder: String, trustedKey: NoteVerifier?) {
        self.folder = folder
        self.trustedKey = trustedKey
    }

    mutating func run() throws {
        try checkNames()
        let own = try readKey()
        let notes = [
            BundleFile.checkpoint: try readNote(BundleFile.checkpoint),
            BundleFile.manifest: try readNote(BundleFile.manifest),
        ]
        let key = chooseKey(own, notes.values.compactMap(\.self))
        if let key { checkNotes(notes, by: key) }
        try checkListed()
        for name in BundleFile.all { problems[name].map { report.add($0) } }
    }

    /// Says something about a file, once: the first fault found in a file is the one that explains the others.
    mutating func blame(_ file: String, _ fault: String, cause: String) {
        if problems[file] == nil { problems[file] = .init(file, fault, cause: cause) }
    }

    private mutating func checkNames() throws {
        let names = try FileFault.names(in: folder)
        for name in names where !BundleFile.all.contains(name) {
            report.add(.init(name, "This is no file of a sealed bundle.", cause: "it was put there later."))
        }
        for name in BundleFile.listed where !names.contains(name) {
            blame(name, "The file is missing.", cause: "it was removed or not copied.")
        }
    }

    /// A small file's bytes, or `nil` and a problem.
    private mutating func read(_ name: String) throws -> [UInt8]? {
        do throws(LedgerError) { return try ReadingFile("\(folder)/\(name)").contents(upTo: Self.longest) } catch {
            switch error.code {
            case .notFound: blame(name, "The file is missing.", cause: "it was removed or not copied.")
            case .storage: blame(name, error.message, cause: "it was replaced.")
            default: throw error
            }
            return nil
        }
    }

    private mutating func readKey() throws -> NoteVerifier? {
        guard let bytes = try read(BundleFile.key) else { return nil }
        do throws(LedgerError) {
            guard bytes.last == 0x0A, let text = String(validating: bytes.dropLast(), as: UTF8.self) else {
                throw LedgerError(.invalidKey, "The file is not one line of text.")
            }
            return try NoteVerifier(parsing: text)
        } catch {
            blame(BundleFile.key, error.message, cause: "a byte of the file was changed.")
            return nil
        }
    }

    private mutating func readNote(_ name: String) throws -> SignedNote? {
        guard let bytes = try read(name) else { return nil }
        do throws(LedgerError) { return try SignedNote(parsing: bytes) } catch {
            blame(name, error.message, cause: "a byte of the file was changed.")
            return nil
        }
    }

    /// The key to check with. A key that signed none of the bundle's notes is the file at fault, not the notes.
    private mutating func chooseKey(_ own: NoteVerifier?, _ notes: [SignedNote]) -> NoteVerifier? {
        func signed(_ key: NoteVerifier) -> Bool {
            notes.contains { $0.signatures.contains { $0.name == key.name && $0.keyID == key.keyID } }
        }
        if let own, !notes.isEmpty, !signed(own) {
            blame(BundleFile.key, "Nothing in the bundle is signed by this key.", cause: "the key was replaced.")
        }
        guard let trustedKey else { return own.flatMap { notes.isEmpty || signed($0) ? $0 : nil } }
        if let own, own != trustedKey {
            blame(BundleFile.key, "The key is not the trusted one, \(trustedKey).", cause: "somebody else sealed this.")
        }
        return trustedKey
    }

    private mutating func checkNotes(_ notes: [String: SignedNote?], by key: NoteVerifier) {
        for (name, note) in notes {
            guard let note else { continue }
            do throws(LedgerError) {
                guard note.signatures.count == 1 else {
                    throw LedgerError(.invalidNote, "The note has \(note.signatures.count) signatures instead of one.")
                }
                try note.verify(by: [key])
                try take(note, name, key)
            } catch {
                blame(name, error.message, cause: "the file was changed after it was signed.")
            }
        }
        if let manifest, let checkpoint = report.checkpoint, manifest.origin != checkpoint.origin {
            blame(
                BundleFile.manifest, "The manifest is of \(manifest.origin), the checkpoint of \(checkpoint.origin).",
                cause: "files of two bundles were mixed.")
        }
    }

    private mutating func take(_ note: SignedNote, _ name: String, _ key: NoteVerifier) throws(LedgerError) {
        if name == BundleFile.manifest {
            let read = try BundleManifest(parsing: note.text)
            guard read.files.map(\.name) == BundleFile.listed else {
                throw LedgerError(
                    .invalidNote, "The manifest does not list \(BundleFile.listed.joined(separator: ", ")).")
            }
            manifest = read
        } else {
            let checkpoint = try Checkpoint(parsing: note.text)
            report.checkpoint = checkpoint
            report.signer = key
            let prefix = "\(key.name)/"
            if checkpoint.origin.hasPrefix(prefix) {
                book = BookID(String(checkpoint.origin.dropFirst(prefix.count)))
                report.book = book
            }
        }
    }

    private mutating func checkListed() throws {
        guard let manifest else { return }
        for (name, hash) in manifest.files {
            guard let bytes = try read(name) else { continue }
            if bytes.withUnsafeBytes({ TreeHash(hashing: $0) }) != hash {
                blame(name, "The file is not the one that the manifest lists.", cause: "it was changed after sealing.")
            }
        }
    }

    /// Whether the manifest vouches for these bytes of a file.
    func vouches(for bytes: [UInt8], of name: String) -> Bool {
        let hash = bytes.withUnsafeBytes { TreeHash(hashing: $0) }
        return manifest?.files.contains { $0.name == name && $0.hash == hash } ?? false
    }
}
