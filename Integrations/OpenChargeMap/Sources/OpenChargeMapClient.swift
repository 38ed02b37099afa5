// SPDX-License-Identifier: Apache-2.0
import HTTPTypes
import StewardCore
import StewardHTTP
import StewardIntegration

/// Calls the service.
struct OpenChargeMapClient: Sendable {
    let configuration: OpenChargeMapConfiguration
    let context: IntegrationContext

    /// The longest list that is read: 500 stations in full are about 4 MiB.
    private static let longestReply = 32 << 20
    /// As much of a refusal as is read to know what it says.
    private static let longestRefusal = 4096

    /// `GET /poi` around a point, in full: only the full form names operators.
    func stations(
        near position: Position, within radius: Distance, limit: Int
    ) async throws(IntegrationError) -> [PointOfInterest] {
        let (latitude, longitude) = position.degrees
        let metres = String(1000 + radius.metres % 1000).dropFirst()
        return try await points(
            "latitude=\(latitude)&longitude=\(longitude)&distance=\(radius.metres / 1000).\(metres)&distanceunit=KM"
                + "&maxresults=\(limit)", .standard)
    }

    /// `GET /poi` for a single station, wherever it is.
    func anyStation() async throws(IntegrationError) -> [PointOfInterest] { try await points("maxresults=1", .quick) }

    private func points(
        _ query: String, _ timing: HTTPCall.Timing
    ) async throws(IntegrationError) -> [PointOfInterest] {
        let form = "output=json&client=steward&compact=false&verbose=false&camelcase=false&includecomments=false"
        let fields: HTTPFields = [
            .accept: "application/json", .userAgent: "Steward", .apiKey: configuration.key.reveal(),
        ]
        let request = configuration.address.request(.get, "/poi?\(form)&\(query)", fields: fields)
        var call = HTTPCall(request, timing: timing)
        // A redirect would carry the key to another host.
        call.followsRedirects = false
        let reply = try await context.transport.send(call)
        try await check(reply)
        let bytes = try await bytes(of: reply, upTo: Self.longestReply)
        if Self.isKeyRefused(bytes) { throw refusedKey }
        return try PointOfInterest.list(parsing: bytes)
    }

    /// Throws what a status means. A wrong key is refused with 403 and a word in plain text.
    private func check(_ reply: HTTPReply) async throws(IntegrationError) {
        let service = configuration.address.authority
        guard let error = IntegrationError(status: reply.response, from: service, now: context.clock.now) else {
            guard reply.response.status.code != 304 else {
                throw IntegrationError(.malformedReply, "\(service) answered 304 to a question without a condition.")
            }
            return
        }
        if error.code == .forbidden, Self.isKeyRefused(await beginning(of: reply)) { throw refusedKey }
        throw error
    }

    private var refusedKey: IntegrationError {
        let service = configuration.address.authority
        return IntegrationError(.unauthorized, "\(service) does not take the key; connect again with a valid one.")
    }

    /// Whether a text is the service's refusal of a key, which has come with status 200 too.
    private static func isKeyRefused(_ bytes: [UInt8]) -> Bool {
        let text = String(decoding: bytes.prefix(longestRefusal), as: UTF8.self)
        return text.hasPrefix("REJECTED_APIKEY") || text.hasPrefix("You must specify an API Key")
    }

    private func beginning(of reply: HTTPReply) async -> [UInt8] {
        var bytes: [UInt8] = []
        let pieces = reply.body.makeAsyncIterator()
        while bytes.count < Self.longestRefusal, let piece = try? await pieces.next() { bytes += piece }
        return bytes
    }

    private func bytes(of reply: HTTPReply, upTo limit: Int) async throws(IntegrationError) -> [UInt8] {
        do {
            return try await reply.body.collect(upTo: limit)
        } catch let error as IntegrationError {
            throw error
        } catch is CancellationError {
            throw IntegrationError(.cancelled, "Looking for charging stations was cancelled.")
        } catch {
            throw IntegrationError(
                .unavailable, "\(configuration.address.authority) broke off; try again later.", cause: error)
        }
    }
}

extension HTTPField.Name {
    /// The field with the key: `X-API-Key`.
    static let apiKey = Self("X-API-Key") ?? .authorization
}
