// SPDX-License-Identifier: Apache-2.0
import StewardCore
import StewardProcess

extension ClientSession {
    /// The rows that a script's statements give, each value as text, `nil` for null. The script goes in over standard
    /// input, stops at its first error, and may hold psql's own commands.
    /// - Parameter most: The most bytes of answer.
    /// - Throws: `IntegrationError`.
    func rows(
        _ script: String, in database: String, most: Int = 64 << 20
    ) async throws(IntegrationError) -> [[String?]] {
        let found = try await finder.first("psql")
        var psql = program(
            found,
            [
                "--no-psqlrc", "--no-password", "--quiet", "--tuples-only", "--csv", "--pset=null=\(Rows.null)",
                "--set=ON_ERROR_STOP=1", "--set=VERBOSITY=verbose", "--dbname=\(conninfo(database))", "--file=-",
            ])
        psql.environment["PGCLIENTENCODING"] = "UTF8"
        let asking = psql
        let result = try await run("Asking \(place)") {
            try await asking.run(
                .bytes(Array(script.utf8)), limits: Program.Limits(time: limits.question, output: most), clock: clock)
        }
        guard result.isSuccess else { throw await failure(of: result, database: database) }
        return Rows.parse(result.output)
    }

    /// The only value of the only row.
    func value(_ script: String, in database: String) async throws(IntegrationError) -> String {
        let rows = try await rows(script, in: database)
        guard let value = rows.first?.first ?? nil else {
            throw IntegrationError(.malformedReply, "\(place) gave no answer where there always is one.")
        }
        return value
    }

    /// The server's version.
    func serverVersion(in database: String? = nil) async throws(IntegrationError) -> ProgramVersion {
        let text = try await value("show server_version;", in: database ?? maintenance)
        guard let version = ProgramVersion(in: text) else {
            throw IntegrationError(.malformedReply, "\(place) says that its version is “\(text.prefix(40))”.")
        }
        return version
    }

    /// Where the server is, for sentences.
    var place: String {
        if let service = keywords["service"], keywords["host"] == nil { return "the server of service \(service)" }
        let host = keywords["host"] ?? environment["PGHOST"]
        let port = (keywords["port"] ?? environment["PGPORT"]).map { ":" + $0 } ?? ""
        return "the server at " + (host.map { $0 + port } ?? "this machine's socket" + port)
    }
}

/// What psql prints with `--csv`.
enum Rows {
    /// Stands for null: a character that no program puts into a text alone.
    static let null = "\u{1}"

    static func parse(_ bytes: [UInt8]) -> [[String?]] {
        let (comma, quote, newline) = (UInt8(ascii: ","), UInt8(ascii: "\""), UInt8(ascii: "\n"))
        var rows: [[String?]] = []
        var row: [String?] = []
        var field: [UInt8] = []
        var isQuoted = false
        func text() -> String? {
            let text = String(decoding: field, as: UTF8.self)
            return text == null ? nil : text
        }
        var index = 0
        while index < bytes.count {
            let byte = bytes[index]
            index += 1
            if byte == quote {
                if isQuoted, index < bytes.count, bytes[index] == quote {
                    field.append(quote)
                    index += 1
                } else {
                    isQuoted.toggle()
                }
            } else if isQuoted || (byte != comma && byte != newline) {
                field.append(byte)
            } else {
                row.append(text())
                field.removeAll(keepingCapacity: true)
                if byte == newline {
                    rows.append(row)
                    row = []
                }
            }
        }
        return rows
    }
}
