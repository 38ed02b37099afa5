// SPDX-License-Identifier: Apache-2.0
import StewardCore
import StewardProcess

/// What psql or pg_restore said when it stopped, put into one sentence that names what is missing.
///
/// The programs run with LC_ALL=C; SQLSTATEs are looked at first, because a server may speak another language. Source:
/// PostgreSQL documentation, Appendix A "PostgreSQL Error Codes".
struct RestoreFailure {
    let lines: [String]
    let server: ProgramVersion
    /// The version of the server that the dump was taken from.
    let origin: ProgramVersion?
    let place: String

    init(_ result: ProgramResult, server: ProgramVersion, origin: ProgramVersion?, place: String) {
        lines = result.errorText.split(whereSeparator: \.isNewline).map(String.init)
        self.server = server
        self.origin = origin
        self.place = place
    }

    /// A dump that is not whole.
    static func flawed(_ flaw: String) -> IntegrationError {
        IntegrationError(.invalidRequest, "The dump cannot be restored. \(flaw)")
    }

    /// The error, when the dump is the reason or the server lacks something; `nil` when something else went wrong.
    var error: IntegrationError? {
        guard let message else { return nil }
        if let known = missing(message) ?? version(message) ?? damaged(message) {
            return IntegrationError(.invalidRequest, known + newer)
        }
        let rights = ["permission denied", "must be owner", "must be member of", "must be able to SET ROLE"]
        if state == "42501" || rights.contains(where: { message.contains($0) }) {
            return IntegrationError(
                .forbidden, "The role may not restore this: \(message). Use a role that may, or leave owners out.")
        }
        guard isStatement else { return nil }
        return IntegrationError(.invalidRequest, "The dump cannot be restored: \(message)\(inContext).\(newer)")
    }

    /// The first error's text, without what stands before it.
    private var message: String? {
        for line in lines {
            for mark in ["ERROR:", "FATAL:", "error: "] {
                guard let range = line.firstRange(of: mark) else { continue }
                var text = String(line[range.upperBound...])
                for mark in ["ERROR:", "FATAL:"] {
                    if let range = text.firstRange(of: mark) { text = String(text[range.upperBound...]) }
                }
                while text.first == " " { text.removeFirst() }
                if let state = text.firstMatch(of: #/^[0-9A-Z]{5}: /#) { text.removeSubrange(state.range) }
                while text.last == "." { text.removeLast() }
                return String(text.prefix(300))
            }
        }
        return nil
    }

    private var state: String? {
        for line in lines {
            if let match = line.firstMatch(of: #/(?:ERROR|FATAL):\s+([0-9A-Z]{5}):/#) { return String(match.1) }
        }
        return nil
    }

    /// Where in the data it was, as `COPY a, line 3`.
    private var context: String? {
        lines.compactMap { $0.firstMatch(of: #/CONTEXT:\s+(COPY [^:]+)/#).map { String($0.1) } }.first
    }

    private var inContext: String { context.map { " (\($0))" } ?? "" }

    /// Whether it was the server that refused a statement, and not that it went away.
    private var isStatement: Bool {
        if let state { return !["08", "53", "57", "58"].contains(state.prefix(2)) }
        let gone = ["connection", "No space left", "could not fork"]
        return lines.contains { $0.contains("ERROR:") }
            && !gone.contains { word in lines.contains { $0.contains(word) } }
    }

    private func missing(_ message: String) -> String? {
        if let name = message.firstMatch(of: #/extension "(.+?)" is not available/#)?.1
            ?? message.firstMatch(of: #/extension control file ".*/(.+?)\.control"/#)?.1
        {
            return """
                The dump needs the extension \(name), which \(place) does not have; install the package that brings it \
                for PostgreSQL \(server.majorText).
                """
        }
        if let name = message.firstMatch(of: #/(?:extension|access method) "(.+?)" does not exist/#)?.1 {
            return "The dump needs the extension \(name), and makes it nowhere; make it first."
        }
        if let name = message.firstMatch(of: #/role "(.+?)" does not exist/#)?.1 {
            return """
                The dump names the role \(name), which \(place) does not have; let it be made first, or leave owners \
                out.
                """
        }
        if let name = message.firstMatch(of: #/tablespace "(.+?)" does not exist/#)?.1 {
            return "The dump names the tablespace \(name), which \(place) does not have; make it first."
        }
        return nil
    }

    private func version(_ message: String) -> String? {
        if let version = message.firstMatch(of: #/unsupported version \((.+?)\) in file header/#)?.1 {
            return "The archive's version \(version) is newer than this pg_restore reads; install a newer one."
        }
        if message.contains("invalid command \\restrict") {
            return
                "This psql does not know \\restrict, which stands in the dump; install its current minor release."
        }
        if let name = message.firstMatch(of: #/unrecognized configuration parameter "(.+?)"/#)?.1 {
            return "The server \(server) does not know the dump's setting \(name): the dump is of a newer PostgreSQL."
        }
        return nil
    }

    private func damaged(_ message: String) -> String? {
        if state == "22021" || message.contains("invalid byte sequence") {
            return "The dump is damaged, or of another encoding than it says: \(message)\(inContext)."
        }
        let marks = [
            "end of file", "could not read from input file", "did not find magic string",
            "does not appear to be a valid",
            "not a valid", "could not uncompress", "unrecognized data block type", "found unexpected block ID",
            "could not find block ID", "unexpected data offset flag", "input file is too short", "entry ID",
            "missing data for column", "invalid input syntax", "extra data after last expected column", "out of memory",
        ]
        guard marks.contains(where: { message.contains($0) }) else { return nil }
        return "The dump is damaged or cut off: \(message)\(inContext)."
    }

    private var newer: String {
        guard let origin, origin > server else { return "" }
        return " It is of PostgreSQL \(origin), and \(place) is only \(server): use a server that is not older."
    }
}
