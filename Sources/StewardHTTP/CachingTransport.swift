// SPDX-License-Identifier: Apache-2.0
import Crypto
import FoundationEssentials
import HTTPTypes
public import StewardCore

/// Answers from stored replies while they are fresh, asks whether they still hold when they are not, and stands in
/// with them when a service fails.
///
/// - A private HTTP cache (RFC 9111): `Cache-Control`, `Expires`, `Age`, `Vary`, `ETag` and `Last-Modified` are
///   honoured. A reply is called fresh only when it says so.
/// - When the service can't be reached or answers 500, 502, 503 or 504, a stored reply stands in for up to
///   `staleIfError`, or as long as the reply itself says (RFC 5861), never after `no-cache` or `must-revalidate`.
/// - Only whole replies are stored, when their reader has come to the end. Calls with different credentials never
///   share a reply.
/// - In memory and, with a folder, on disk; both are bounded and forget what was used longest ago. The folder survives
///   a restart. Damaged files count as missing. Give each connection its own folder.
///
/// A reply from the store carries `Age` and a `Cache-Status` field (RFC 9211) that begins with `Steward`: `hit` when it
/// was fresh, `fwd=stale; fwd-status=304` when the service confirmed it, `hit; detail=stale-if-error` when it stands
/// in.
public struct CachingTransport: HTTPTransport {
    private let next: any HTTPTransport
    private let store: CacheStore
    private let policy: CachePolicy
    private let limits: CacheLimits
    private let clock: any Timekeeping
    private let credentialFields: Set<String>

    /// Wraps a transport. The folder is made and read by the first call; `nil` keeps replies in memory alone. Header
    /// fields that hold credentials, in lower case, keep replies apart.
    public init(
        _ next: any HTTPTransport, folder: String?, limits: CacheLimits = .standard,
        staleIfError: Duration = .seconds(86_400), credentialFields: Set<String> = Redactor.standardFields,
        clock: any Timekeeping
    ) {
        self.next = next
        self.clock = clock
        self.limits = limits
        self.credentialFields = credentialFields
        store = CacheStore(folder: folder, limits: limits)
        policy = CachePolicy(staleIfError: staleIfError)
    }

    /// Sends the call, unless a stored reply answers it. See ``HTTPTransport/send(_:)``.
    public func send(_ call: HTTPCall) async throws(IntegrationError) -> HTTPReply {
        guard call.request.method == .get, call.body == nil else { return try await passOn(call) }
        let key = try key(for: call.request)
        let now = clock.now
        let stored = await store.entry(for: key, at: now)
        switch policy.use(call.request, stored: stored, now: now) {
        case .bypass: return try await next.send(call)
        case .serve(let age):
            if let stored, let body = await store.body(of: stored, for: key, at: now) {
                return reply(stored, body, age: age, "hit")
            }
            return try await fetch(call, key, stored: nil)
        case .revalidate: return try await revalidate(call, key, stored)
        case .fetch: return try await fetch(call, key, stored: stored)
        }
    }

    /// A change at the same address makes what is stored for it wrong (RFC 9111, 4.4).
    private func passOn(_ call: HTTPCall) async throws(IntegrationError) -> HTTPReply {
        let reply = try await next.send(call)
        let isSafe = [.get, .head, .options, .trace].contains(call.request.method)
        if !isSafe, (200..<400).contains(reply.response.status.code) {
            await store.remove(try key(for: call.request), at: clock.now)
        }
        return reply
    }

    private func revalidate(_ call: HTTPCall, _ key: String, _ stored: CacheEntry?) async throws(IntegrationError)
        -> HTTPReply
    {
        guard let stored else { return try await fetch(call, key, stored: nil) }
        var conditional = call
        conditional.request = stored.conditional(call.request)
        let answer = try await sendOrStandIn(conditional, key, stored, for: call.request)
        guard case .service(let reply) = answer else { return answer.reply }
        guard reply.response.status.code == 304 else { return await keep(reply, call.request, key) }
        let now = clock.now
        let confirmed = stored.confirmed(by: reply.response, at: now)
        guard let body = await store.body(of: stored, for: key, at: now) else {
            return try await fetch(call, key, stored: nil)
        }
        await store.confirm(confirmed, for: key, at: now)
        return self.reply(confirmed, body, age: confirmed.age(at: now), "fwd=stale; fwd-status=304")
    }

    private func fetch(_ call: HTTPCall, _ key: String, stored: CacheEntry?) async throws(IntegrationError) -> HTTPReply
    {
        let answer = try await sendOrStandIn(call, key, stored, for: call.request)
        guard case .service(let reply) = answer else { return answer.reply }
        return await keep(reply, call.request, key)
    }

    private enum Answer {
        case service(HTTPReply)
        case standIn(HTTPReply)

        var reply: HTTPReply {
            switch self {
            case .service(let reply), .standIn(let reply): reply
            }
        }
    }

    private func sendOrStandIn(_ call: HTTPCall, _ key: String, _ stored: CacheEntry?, for request: HTTPRequest)
        async throws(IntegrationError) -> Answer
    {
        do {
            let reply = try await next.send(call)
            guard CachePolicy.isFailure(status: reply.response.status.code) else { return .service(reply) }
            return await standIn(key, stored, for: request).map { .standIn($0) } ?? .service(reply)
        } catch {
            guard error.code == .unavailable, let reply = await standIn(key, stored, for: request) else { throw error }
            return .standIn(reply)
        }
    }

    private func standIn(_ key: String, _ stored: CacheEntry?, for request: HTTPRequest) async -> HTTPReply? {
        let now = clock.now
        guard let stored, policy.mayServeStale(stored, to: request, now: now) else { return nil }
        guard let body = await store.body(of: stored, for: key, at: now) else { return nil }
        return reply(stored, body, age: stored.age(at: now), "hit; detail=stale-if-error")
    }

    /// Arranges for a reply to be stored while it is read.
    private func keep(_ reply: HTTPReply, _ request: HTTPRequest, _ key: String) async -> HTTPReply {
        guard policy.mayStore(reply, to: request), (reply.body.length ?? 0) <= Int64(limits.entry) else {
            if [200, 404, 410].contains(reply.response.status.code) { await store.remove(key, at: clock.now) }
            return reply
        }
        let (response, body, came) = (reply.response, reply.body, clock.now)
        let (store, clock, limits) = (store, clock, limits)
        var kept = reply
        kept.body = ByteStream(length: body.length) {
            let tee = CacheTee(body, limits: limits) {
                await store.temporaryFile(at: clock.now)
            } save: { cached, length, sha256 in
                let entry = CacheEntry(response, to: request, receivedAt: came, length: length, sha256: sha256)
                await store.put(entry, for: key, body: cached, at: clock.now)
            }
            return { try await tee.next() }
        }
        return kept
    }

    private func reply(_ entry: CacheEntry, _ body: ByteStream, age: Duration, _ how: String) -> HTTPReply {
        var fields = entry.fields
        fields[.age] = String(age.components.seconds)
        if let status = HTTPField.Name("Cache-Status") { fields[status] = "Steward; \(how)" }
        return HTTPReply(HTTPResponse(status: .ok, headerFields: fields), body: body)
    }

    /// Address and credentials, hashed: a file's name gives neither away.
    private func key(for request: HTTPRequest) throws(IntegrationError) -> String {
        var text = "\(try HTTPOrigin(of: request))\(request.path ?? "/")"
        for field in request.headerFields where credentialFields.contains(field.name.canonicalName) {
            text += "\n\(field.name.canonicalName): \(field.value)"
        }
        return hexadecimal(SHA256.hash(data: Data(text.utf8)))
    }
}
