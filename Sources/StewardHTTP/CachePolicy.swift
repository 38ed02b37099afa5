// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
import HTTPTypes

/// What may be answered from a stored reply, and what may be stored (RFC 9111, as a private cache). No clock, no I/O.
///
/// Stricter than the RFC where that is safer: only whole replies to GET with status 200 are stored, and nothing is
/// called fresh by a guess: without `max-age` or `Expires` each use asks the service.
struct CachePolicy: Sendable {
    /// How long after it went stale a stored reply may stand in for a failing service, unless the reply says.
    let staleIfError: Duration

    enum Use: Equatable, Sendable {
        /// Neither look nor store.
        case bypass
        /// Answer from the store.
        case serve(age: Duration)
        /// Ask the service whether the stored reply is still right.
        case revalidate
        /// Ask the service.
        case fetch
    }

    /// What to do with a request, given what is stored for it.
    func use(_ request: HTTPRequest, stored: CacheEntry?, now: Date) -> Use {
        let asked = CacheControl(request.headerFields)
        guard request.method == .get, !asked.noStore else { return .bypass }
        guard !request.headerFields.contains(where: { Self.conditional.contains($0.name) }) else { return .bypass }
        guard let stored, stored.matches(request) else { return .fetch }
        let said = CacheControl(stored.fields)
        let age = stored.age(at: now)
        let isFresh =
            age < stored.lifetime && !said.noCache && !asked.noCache && asked.maxAge.map { age <= $0 } ?? true
        if isFresh { return .serve(age: age) }
        return stored.hasValidator ? .revalidate : .fetch
    }

    /// Whether a reply to this request may be stored.
    func mayStore(_ reply: HTTPReply, to request: HTTPRequest) -> Bool {
        let fields = reply.response.headerFields
        let said = CacheControl(fields)
        return request.method == .get && reply.response.status.code == 200 && reply.hasMarkedEnd && !said.noStore
            && !fields[values: .vary].contains { $0.contains("*") }
    }

    /// Whether a stored reply may be used because the service fails.
    func mayServeStale(_ stored: CacheEntry, to request: HTTPRequest, now: Date) -> Bool {
        let said = CacheControl(stored.fields)
        guard stored.matches(request), !said.mustRevalidate, !said.noCache else { return false }
        guard !CacheControl(request.headerFields).noCache else { return false }
        return stored.age(at: now) < stored.lifetime + (said.staleIfError ?? staleIfError)
    }

    /// Whether a status means that the service itself is failing (RFC 5861, 4).
    static func isFailure(status: Int) -> Bool { [500, 502, 503, 504].contains(status) }

    private static let conditional: Set<HTTPField.Name> = [
        .range, .ifRange, .ifMatch, .ifNoneMatch, .ifModifiedSince, .ifUnmodifiedSince,
    ]
}
