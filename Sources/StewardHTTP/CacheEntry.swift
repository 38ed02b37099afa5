// SPDX-License-Identifier: Apache-2.0
import Crypto
import FoundationEssentials
import HTTPTypes

/// A stored reply without its body: what is needed to use it again, and to know that the body is whole.
struct CacheEntry: Codable, Sendable, Equatable {
    /// Header fields as name and value, in order. Connection fields and `Set-Cookie` are left out.
    private var headers: [[String]]
    /// When the reply came, or was last confirmed.
    private(set) var receivedAt: Date
    /// The body's length.
    let length: Int
    /// The body's SHA-256 in hexadecimal digits.
    let sha256: String
    /// For each field that `Vary` names: a hash of what the request said.
    private let variants: [String: String]

    init(_ response: HTTPResponse, to request: HTTPRequest, receivedAt: Date, length: Int, sha256: String) {
        headers = Self.kept(response.headerFields)
        self.receivedAt = receivedAt
        self.length = length
        self.sha256 = sha256
        var variants: [String: String] = [:]
        for name in Self.vary(response.headerFields) { variants[name] = Self.variant(name, of: request) }
        self.variants = variants
    }

    var fields: HTTPFields {
        var fields = HTTPFields()
        for pair in headers where pair.count == 2 {
            if let name = HTTPField.Name(pair[0]) { fields.append(HTTPField(name: name, value: pair[1])) }
        }
        return fields
    }

    /// Whether the stored reply was made for a request like this one.
    func matches(_ request: HTTPRequest) -> Bool {
        variants.allSatisfy { Self.variant($0.key, of: request) == $0.value }
    }

    var hasValidator: Bool { fields[.eTag] != nil || fields[.lastModified] != nil }

    /// The reply's age: what it had when it came, and the time since.
    func age(at now: Date) -> Duration {
        let fields = fields
        let told = fields[.age].flatMap { Int64($0) }.map { Duration.seconds(max(0, $0)) } ?? .zero
        let apparent = fields[.date].flatMap(HTTPDate.parse).map { receivedAt.timeIntervalSince($0) } ?? 0
        return max(told, .seconds(max(0, apparent))) + .seconds(max(0, now.timeIntervalSince(receivedAt)))
    }

    /// How long the reply is fresh, from its `Date`. Zero when it doesn't say.
    var lifetime: Duration {
        let fields = fields
        if let maxAge = CacheControl(fields).maxAge { return maxAge }
        guard let expires = fields[.expires].flatMap(HTTPDate.parse) else { return .zero }
        let start = fields[.date].flatMap(HTTPDate.parse) ?? receivedAt
        return .seconds(max(0, expires.timeIntervalSince(start)))
    }

    /// The entry after the service confirmed it with 304, whose fields replace the stored ones (RFC 9111, 3.2).
    func confirmed(by response: HTTPResponse, at now: Date) -> CacheEntry {
        var entry = self
        let news = Self.kept(response.headerFields).filter { !["content-length", "content-type"].contains($0[0]) }
        let names = Set(news.map { $0[0] })
        entry.headers = headers.filter { !names.contains($0[0]) && $0[0] != "age" && $0[0] != "date" } + news
        entry.receivedAt = now
        return entry
    }

    /// The request that asks whether this entry is still right.
    func conditional(_ request: HTTPRequest) -> HTTPRequest {
        var request = request
        let fields = fields
        if let tag = fields[.eTag] { request.headerFields[.ifNoneMatch] = tag }
        if let modified = fields[.lastModified] { request.headerFields[.ifModifiedSince] = modified }
        return request
    }

    private static func kept(_ fields: HTTPFields) -> [[String]] {
        let dropped: Set<String> = [
            "connection", "keep-alive", "transfer-encoding", "te", "trailer", "upgrade", "proxy-authenticate",
            "proxy-connection", "set-cookie",
        ]
        return fields.map { [$0.name.canonicalName, $0.value] }.filter { !dropped.contains($0[0]) }
    }

    private static func vary(_ fields: HTTPFields) -> [String] {
        fields[values: .vary].flatMap { $0.split(separator: ",") }
            .map { $0.filter { $0 != " " && $0 != "\t" }.lowercased() }
    }

    private static func variant(_ name: String, of request: HTTPRequest) -> String {
        let values = HTTPField.Name(name).map { request.headerFields[values: $0] } ?? []
        return hexadecimal(SHA256.hash(data: Data(values.joined(separator: "\n").utf8)))
    }
}

/// Lower-case hexadecimal digits.
func hexadecimal(_ bytes: some Sequence<UInt8>) -> String {
    let digits = Array("0123456789abcdef".utf8)
    return String(decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
}
