// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// libpq's password file: where it is, whether libpq will read it, and whether it has a line for a connection
/// (PostgreSQL documentation, “The Password File”).
struct PasswordFile: Sendable, Hashable {
    /// What libpq makes of it.
    enum State: Sendable, Hashable {
        /// There is none.
        case missing
        /// It is no file, so libpq ignores it.
        case noFile
        /// Group or others may do something with it, so libpq ignores it; the mode in octal.
        case open(mode: String)
        /// This process may not read it.
        case unreadable
        /// libpq reads it.
        case read
    }

    let path: String
    let state: State
    private let lines: [Substring]

    /// Looks at the file at `path`.
    init(path: String) {
        self.path = path
        var status = stat()
        guard stat(path, &status) == 0 else {
            (state, lines) = (errno == EACCES ? .unreadable : .missing, [])
            return
        }
        let mode = status.st_mode & 0o7777
        let text = FileManager.default.contents(atPath: path).map { String(decoding: $0, as: UTF8.self) }
        if status.st_mode & S_IFMT != S_IFREG {
            state = .noFile
        } else if mode & 0o077 != 0 {
            state = .open(mode: "0" + String(mode, radix: 8))
        } else {
            state = text == nil ? .unreadable : .read
        }
        lines = text?.split(whereSeparator: \.isNewline) ?? []
    }

    /// Where libpq looks when no place is named: `.pgpass` in the folder of the variable HOME, or of the user.
    static func usualPath(_ environment: [String: String]) -> String? {
        if let home = environment["HOME"], !home.isEmpty { return home + "/.pgpass" }
        guard let entry = getpwuid(geteuid()), let home = entry.pointee.pw_dir else { return nil }
        return String(cString: home) + "/.pgpass"
    }

    /// Whether a line is for this connection. A socket's host is `localhost`, or its folder.
    func hasLine(host: String, port: String, database: String, user: String) -> Bool {
        lines.contains { line in
            let fields = Self.fields(line)
            guard !line.hasPrefix("#"), fields.count >= 5 else { return false }
            return zip(fields, [host, port, database, user]).allSatisfy { $0 == "*" || $0 == $1 }
        }
    }

    /// The parts between colons; a backslash takes the next character as it is.
    private static func fields(_ line: Substring) -> [String] {
        var fields = [""]
        var isEscaped = false
        for character in line {
            if isEscaped || (character != "\\" && character != ":") {
                fields[fields.count - 1].append(character)
                isEscaped = false
            } else if character == "\\" {
                isEscaped = true
            } else {
                fields.append("")
            }
        }
        return fields
    }
}
