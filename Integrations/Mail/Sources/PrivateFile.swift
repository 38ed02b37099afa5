// SPDX-License-Identifier: Apache-2.0
import StewardCore

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A file that this user alone can read, in a folder of its own.
struct PrivateFile {
    private let folder: String
    let path: String

    /// - Throws: `unavailable` when it cannot be written.
    init(_ text: String, in parent: String) throws(IntegrationError) {
        mkdir(parent, 0o700)
        var template = Array("\(parent)/steward-mail-XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else { throw Self.error(parent) }
        folder = String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
        path = "\(folder)/message"
        let file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
        let bytes = Array(text.utf8)
        let isWritten = file >= 0 && write(file, bytes, bytes.count) == bytes.count
        if file >= 0 { close(file) }
        guard isWritten else {
            remove()
            throw Self.error(parent)
        }
    }

    func remove() {
        unlink(path)
        rmdir(folder)
    }

    private static func error(_ parent: String) -> IntegrationError {
        IntegrationError(.unavailable, "The mail cannot be written in \(parent); make room there.")
    }
}
