// SPDX-License-Identifier: Apache-2.0
package import StewardStore

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

extension CommandAction {
    /// Whether it could be run now: its program is there and may be executed, its folder is there, its secrets are
    /// stored. Asked when a schedule is made and again before each run.
    /// - Throws: `AutomationError` in one sentence; `DatabaseError`.
    package func check(_ vault: SecretVault) async throws {
        try validate()
        try checkFiles()
        guard !secrets.isEmpty else { return }
        let known = Set(try await vault.list().map(\.name))
        if let missing = secrets.values.sorted().first(where: { !known.contains($0) }) {
            throw AutomationError(
                .notFound, "There is no stored secret “\(missing)”. Store it with: steward secrets put \(missing)")
        }
    }

    /// What a script's first line says runs it; `nil` for anything else.
    private static func interpreter(of path: String) -> String? {
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { return nil }
        defer { _ = close(file) }
        var bytes = [UInt8](repeating: 0, count: 256)
        let count = bytes.withUnsafeMutableBytes { read(file, $0.baseAddress, $0.count) }
        guard count > 2, bytes.starts(with: [0x23, 0x21]) else { return nil }
        let line = bytes[2..<count].prefix { $0 != 0x0A }.drop { $0 == 0x20 || $0 == 0x09 }
        let name = String(decoding: line.prefix { $0 != 0x20 && $0 != 0x09 && $0 != 0x0D }, as: UTF8.self)
        return name.hasPrefix("/") ? name : nil
    }

    /// The part of ``check(_:)`` that looks at the disk.
    package func checkFiles() throws(AutomationError) {
        let file = usesShell ? Self.shell : program
        var status = stat()
        guard stat(file, &status) == 0 else {
            let isHidden = errno == EACCES
            throw isHidden
                ? AutomationError(.denied, "The folder of the program \(file) may not be entered; change its mode.")
                : AutomationError(.notFound, "There is no program at \(file); install it or correct the path.")
        }
        guard status.st_mode & S_IFMT == S_IFREG else {
            throw AutomationError(.invalid, "\(file) is a folder or no program; name the program’s file.")
        }
        guard status.st_mode & 0o111 != 0, access(file, X_OK) == 0 else {
            throw AutomationError(.denied, "\(file) may not be executed by this user. Try: chmod +x \(file)")
        }
        if let interpreter = Self.interpreter(of: file), access(interpreter, X_OK) != 0 {
            throw AutomationError(
                .notFound,
                "\(file) is a script for \(interpreter), which is not there; install it or correct its first line.")
        }
        guard let folder else { return }
        guard stat(folder, &status) == 0, status.st_mode & S_IFMT == S_IFDIR, access(folder, X_OK) == 0 else {
            throw AutomationError(.notFound, "The command cannot run in \(folder): make that folder, or correct it.")
        }
    }
}
