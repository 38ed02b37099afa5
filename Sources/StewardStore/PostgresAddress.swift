// SPDX-License-Identifier: Apache-2.0
import CPostgres
import StewardCore

/// Where the servers are and how to sign in, taken apart by libpq's own parser.
///
/// Takes both forms of a connection string: `host=a,b dbname=steward` and `postgresql://user@a,b/steward`.
struct PostgresAddress: Sendable {
    /// Keywords and values in libpq's order, without those that were left out.
    private(set) var settings: [(keyword: String, value: String)]

    /// - Throws: `DatabaseError` with `unavailable`. The message never quotes the string: a part of a password may
    ///   stand where libpq expects something else.
    init(_ connectionString: Secret) throws(DatabaseError) {
        var message: UnsafeMutablePointer<CChar>?
        guard let options = PQconninfoParse(connectionString.reveal(), &message) else {
            PQfreemem(message)
            throw DatabaseError(
                .unavailable, "The PostgreSQL connection string is not well formed; write it as host=… dbname=… user=…."
            )
        }
        defer { PQconninfoFree(options) }
        settings = []
        var place = options
        while let keyword = place.pointee.keyword {
            if let value = place.pointee.val {
                settings.append((String(cString: keyword), String(cString: value)))
            }
            place += 1
        }
        try checkHosts()
        fill("client_encoding", "UTF8", always: true)
        fill("fallback_application_name", "steward")
        // A peer that vanished without a word is noticed within a minute instead of hours.
        for (keyword, value) in [
            ("keepalives_idle", "20"), ("keepalives_interval", "10"), ("keepalives_count", "3"),
            ("tcp_user_timeout", "50000"),
        ] {
            fill(keyword, value)
        }
    }

    /// How many hosts libpq will try.
    var hostCount: Int {
        max(list("host")?.count ?? 0, list("hostaddr")?.count ?? 0, 1)
    }

    /// The address with the host at `place` moved to the end, so that another one is tried first.
    func postponing(_ place: Int) -> Self {
        var copy = self
        let count = hostCount
        for (index, setting) in settings.enumerated() where ["host", "hostaddr", "port"].contains(setting.keyword) {
            var parts = setting.value.split(separator: ",", omittingEmptySubsequences: false)
            guard parts.count == count, place < count else { continue }
            parts.append(parts.remove(at: place))
            copy.settings[index].value = parts.joined(separator: ",")
        }
        return copy
    }

    /// Where in the list this host and port stand; `nil` when they do not.
    func place(host: String, port: String) -> Int? {
        let hosts = list("host") ?? list("hostaddr") ?? []
        let ports = list("port") ?? []
        return hosts.indices.first { index in
            guard hosts[index] == host else { return false }
            return ports.count != hosts.count || ports[index] == port
        }
    }

    /// The text with every password in it replaced, on one line.
    func redact(_ text: String) -> String {
        var lines = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        for setting in settings where ["password", "sslpassword"].contains(setting.keyword) && !setting.value.isEmpty {
            lines = lines.split(separator: setting.value, omittingEmptySubsequences: false).joined(
                separator: "<redacted>")
        }
        return lines
    }

    /// Begins to connect; `nil` when there is no memory left.
    func startConnecting() -> OpaquePointer? {
        var bytes: [CChar] = []
        var places: [(Int, Int)] = []
        for setting in settings {
            let keyword = bytes.count
            bytes += setting.keyword.utf8CString
            places.append((keyword, bytes.count))
            bytes += setting.value.utf8CString
        }
        return bytes.withUnsafeBufferPointer { buffer in
            // Both arrays end with a null.
            let keywords = places.map { place in buffer.baseAddress.map { $0 + place.0 } } + [nil]
            let values = places.map { place in buffer.baseAddress.map { $0 + place.1 } } + [nil]
            return PQconnectStartParams(keywords, values, 0)
        }
    }

    /// In a URL, a password's `@` or `/` that is not written as `%40` or `%2F` makes the rest of it a host or a port,
    /// which libpq would quote in its message.
    private func checkHosts() throws(DatabaseError) {
        let hosts = (list("host") ?? []) + (list("hostaddr") ?? [])
        guard !hosts.contains(where: { $0.contains("@") }),
            list("port")?.allSatisfy({ $0.isEmpty || UInt16($0) != nil }) ?? true
        else {
            throw DatabaseError(
                .unavailable,
                "A host or a port of the PostgreSQL connection string is not one; in a URL write @ as %40 and / as %2F."
            )
        }
    }

    private func list(_ keyword: String) -> [Substring]? {
        settings.first { $0.keyword == keyword }?.value.split(separator: ",", omittingEmptySubsequences: false)
    }

    private mutating func fill(_ keyword: String, _ value: String, always: Bool = false) {
        if let index = settings.firstIndex(where: { $0.keyword == keyword }) {
            if always { settings[index].value = value }
        } else {
            settings.append((keyword, value))
        }
    }
}
