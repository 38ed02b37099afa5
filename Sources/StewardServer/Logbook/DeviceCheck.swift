// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
import HTTPTypes
import Hummingbird
import Logbook
import NIOCore
import StewardCore

/// Finds out which device reports: by its token as `Authorization: Bearer`, as the password of HTTP Basic, in the
/// address (`/in/{token}/…`), or as the parameter `id` of an address, as trackers name themselves.
struct DeviceCheck: Sendable {
    private let site: Site
    private let memory = DeviceMemory()

    init(site: Site) { self.site = site }

    /// A token and where it stood.
    private struct Credential {
        /// As it was sent: what a connection sends again need not be read again.
        let sent: String
        let isInAddress: Bool
        let token: @Sendable (String) -> String?
    }

    /// The request with the token in its header that its body shows, as trackers do that know an address and a name
    /// alone; the same request when it shows who it is without. Such a body is no longer than a form.
    /// - Throws: 413, 408.
    func opened(_ request: Request, _ context: PageContext) async throws -> Request {
        guard request.method == .post, request.headers[.authorization] == nil, context.parameters.get("token") == nil,
            !(request.uri.query?.contains(DeviceTokenText.prefix) ?? false),
            SessionCookie.session(context) == nil
        else { return request }
        let body = try await RequestBytes.read(request, context, upTo: RequestGuard.bodyLimit)
        var head = request.head
        if let token = Self.token(inBody: body) { head.headerFields[.authorization] = "Bearer \(token)" }
        return Request(head: head, body: RequestBody(buffer: ByteBuffer(bytes: body)))
    }

    private static func token(inBody body: [UInt8]) -> String? {
        guard let start = body.firstRange(of: Array(DeviceTokenText.prefix.utf8))?.lowerBound else { return nil }
        let token = body[start...].prefix { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "_"),
                UInt8(ascii: "0")...UInt8(ascii: "9"):
                true
            default: false
            }
        }
        return String(decoding: token, as: UTF8.self)
    }

    /// Which device asks; `nil` when it is a person or a program with an account, which others look at.
    /// - Throws: 401 for nobody, and for a token that is none.
    func device(_ request: Request, _ context: PageContext) async throws -> ReportingDevice? {
        guard let credential = try Self.credential(request, context) else { return nil }
        let logbook = site.installation.logbook
        let (generation, now) = (logbook.setupGeneration, site.installation.clock.now)
        if let known = memory.device(credential.sent, generation: generation, now: now) {
            guard !credential.isInAddress || known.token.isUsableInAddress else { throw Self.inAddress }
            return known
        }
        guard let text = credential.token(credential.sent), let token = try await logbook.device(token: text),
            let account = try await site.access.person(token.account), !account.isDisabled
        else { throw Self.unknown }
        guard !credential.isInAddress || token.isUsableInAddress else { throw Self.inAddress }
        let found = ReportingDevice(token: token, accountName: account.name)
        memory.keep(found, credential.sent, generation: generation, now: now)
        return found
    }

    /// What the request shows.
    /// - Returns: `nil` when it is an account's: an API token, a session.
    private static func credential(_ request: Request, _ context: PageContext) throws -> Credential? {
        if let token = context.parameters.get("token") {
            return Credential(sent: token, isInAddress: true) { $0 }
        }
        if let header = request.headers[.authorization] {
            if isOfAccount(header) { return nil }
            guard scheme("bearer", of: header) != nil || scheme("basic", of: header) != nil else { throw missing }
            return Credential(sent: header, isInAddress: false, token: token(in:))
        }
        if let query = request.uri.query, let token = parameter("id", in: query) ?? parameter("deviceid", in: query) {
            return Credential(sent: token, isInAddress: true) { $0 }
        }
        guard SessionCookie.session(context) != nil else { throw missing }
        return nil
    }

    /// A parameter that can be a device token.
    private static func parameter(_ name: String, in query: String) -> String? {
        for pair in query.split(separator: "&") where pair.hasPrefix(name) {
            let value = pair.dropFirst(name.count)
            if value.hasPrefix("=\(DeviceTokenText.prefix)") { return String(value.dropFirst()) }
        }
        return nil
    }

    /// Whether a header is that of a program with an account.
    private static func isOfAccount(_ header: String) -> Bool {
        scheme("bearer", of: header).map { $0.hasPrefix(TokenText.prefix) } ?? false
    }

    @Sendable private static func token(in header: String) -> String? {
        if let token = scheme("bearer", of: header) { return String(token) }
        guard let basic = scheme("basic", of: header), let bytes = Data(base64Encoded: String(basic)),
            let colon = bytes.firstIndex(of: UInt8(ascii: ":"))
        else { return nil }
        return String(validating: bytes[(colon + 1)...], as: UTF8.self)
    }

    /// What stands behind a scheme, whatever its case.
    private static func scheme(_ name: String, of header: String) -> Substring? {
        let (head, rest) = (header.prefix(name.count), header.dropFirst(name.count))
        guard head.lowercased() == name, rest.first == " " else { return nil }
        return rest.drop { $0 == " " }
    }

    /// Nobody said who they are. The two sentences are those that clients of older logbooks know.
    static let missing = refusal("Bearer token required")
    static let unknown = refusal("Invalid or expired token")
    private static let inAddress = refusal(
        "This device token may not stand in an address; send it as “Authorization: Bearer”, or make one that may.")

    private static func refusal(_ sentence: String) -> HTTPError {
        HTTPError(.unauthorized, headers: [.wwwAuthenticate: "Bearer realm=\"Steward\""], message: sentence)
    }
}
