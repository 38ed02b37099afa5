// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
import HTTPTypes
import StewardCore
import StewardHTTP
import StewardIntegration

/// Calls the two services, one method for each endpoint.
struct GoogleMapsClient: Sendable {
    let configuration: GoogleMapsConfiguration
    let context: IntegrationContext

    /// Bytes of an answer that are read at most. A route through a continent has about 2 MiB.
    private static let longestAnswer = 16 << 20
    /// As much of a refusal as is read.
    private static let longestRefusal = 65_536
    /// The members of a route that are asked for; others are not computed and not charged.
    private static let routeMask = [
        "routes.distanceMeters", "routes.duration", "routes.staticDuration", "routes.polyline.encodedPolyline",
    ].joined(separator: ",")

    /// `GET /maps/api/geocode/json` for what is at a point. The key stands in the query: this service takes it nowhere
    /// else.
    func geocode(
        _ position: Position, language: String, timing: HTTPCall.Timing = .standard
    ) async throws(IntegrationError) -> [GeocodedPlace] {
        let (latitude, longitude) = position.degrees
        var query = "latlng=\(latitude),\(longitude)"
        if !language.isEmpty { query += "&language=" + HTML.pathComponent(language) }
        query += "&key=" + configuration.key.reveal()
        let address = configuration.geocoding
        let call = HTTPCall(
            address.request(.get, "/maps/api/geocode/json?\(query)", fields: [.accept: "application/json"]),
            timing: timing)
        let reply = try GeocodingReply(parsing: try await send(call, to: address))
        if let failure = refusal(reply, address) { throw failure }
        return reply.results
    }

    /// `POST /directions/v2:computeRoutes` for the way by car through these points; `nil` when there is none.
    func route(
        through points: some Collection<Position>, timing: HTTPCall.Timing = .standard
    ) async throws(IntegrationError) -> ComputedRoute? {
        let address = configuration.routes
        let fields: HTTPFields = [
            .accept: "application/json", .contentType: "application/json", .apiKey: configuration.key.reveal(),
            .fieldMask: Self.routeMask,
        ]
        // It changes nothing, so it may be sent twice.
        let call = HTTPCall(
            address.request(.post, "/directions/v2:computeRoutes", fields: fields),
            body: HTTPBody(try RouteQuestion.bytes(points)), timing: timing, isRepeatable: true)
        return try ComputedRoute.first(parsing: try await send(call, to: address))
    }

    /// Asks for one address.
    func probeGeocoding() async throws(IntegrationError) {
        guard let place = Self.probes.first else { return }
        _ = try await geocode(place, language: "", timing: .quick)
    }

    /// Asks for one short route.
    func probeRoutes() async throws(IntegrationError) { _ = try await route(through: Self.probes, timing: .quick) }

    /// Two places in a town.
    private static let probes = [
        Position(latitude: 52.0907, longitude: 5.1214), Position(latitude: 52.0894, longitude: 5.1101),
    ].compactMap(\.self)
}

extension GoogleMapsClient {
    private func send(_ call: HTTPCall, to address: ServiceAddress) async throws(IntegrationError) -> [UInt8] {
        var call = call
        // A redirect would carry the key to another host.
        call.followsRedirects = false
        let reply = try await context.transport.send(call)
        if let error = IntegrationError(status: reply.response, from: address.authority, now: context.clock.now) {
            throw named(error, ServiceFailure(parsing: await beginning(of: reply)))
        }
        guard reply.response.status.code != 304 else {
            throw IntegrationError(
                .malformedReply, "\(address.authority) answered 304 to a question without a condition.")
        }
        return try await bytes(of: reply, address)
    }

    /// The error of a status, made clearer by what the service says of it.
    private func named(_ error: IntegrationError, _ failure: ServiceFailure?) -> IntegrationError {
        guard let failure else { return error }
        let said = failure.message.map { " It says: “\(shown($0))”" } ?? ""
        return IntegrationError(
            failure.code ?? error.code, error.message + said, retryAfter: error.retryAfter, cause: error.cause)
    }

    /// The error that a geocoding answer stands for, which comes with status 200 whatever it is; `nil` for none.
    private func refusal(_ reply: GeocodingReply, _ address: ServiceAddress) -> IntegrationError? {
        let said = reply.message.map { " It says: “\(shown($0))”" } ?? ""
        func error(_ code: IntegrationError.Code, _ what: String) -> IntegrationError {
            IntegrationError(code, "\(address.authority) \(what) (\(shown(reply.status))).\(said)")
        }
        switch reply.status {
        case "OK", "ZERO_RESULTS": return nil
        case "OVER_QUERY_LIMIT": return error(.rateLimited, "wants fewer questions; wait before asking again")
        case "OVER_DAILY_LIMIT": return error(.quotaExceeded, "wants its billing looked at, or a cap is used up")
        case "REQUEST_DENIED":
            return error(.unauthorized, "does not take the key; check what it may be used for, and connect again")
        case "INVALID_REQUEST": return error(.invalidRequest, "does not understand the question")
        case "UNKNOWN_ERROR": return error(.unavailable, "failed; try again later")
        default: return error(.malformedReply, "answered with a status that is not documented")
        }
    }

    /// What a service said, for a message: on one line, short, and without the key.
    private func shown(_ text: String) -> String {
        let redacted = Redactor(secrets: [configuration.key]).redact(text)
        return String(String.UnicodeScalarView(redacted.unicodeScalars.filter { $0.value >= 0x20 }).prefix(300))
    }

    private func beginning(of reply: HTTPReply) async -> [UInt8] {
        var bytes: [UInt8] = []
        let pieces = reply.body.makeAsyncIterator()
        while bytes.count < Self.longestRefusal, let piece = try? await pieces.next() { bytes += piece }
        return bytes
    }

    private func bytes(of reply: HTTPReply, _ address: ServiceAddress) async throws(IntegrationError) -> [UInt8] {
        do {
            return try await reply.body.collect(upTo: Self.longestAnswer)
        } catch let error as IntegrationError {
            throw error
        } catch is CancellationError {
            throw IntegrationError(.cancelled, "The question to \(address.authority) was cancelled.")
        } catch {
            throw IntegrationError(.unavailable, "\(address.authority) broke off; try again later.", cause: error)
        }
    }
}

extension HTTPField.Name {
    /// The field with the key: `X-Goog-Api-Key`.
    static let apiKey = Self("X-Goog-Api-Key") ?? .authorization
    /// The field that says which members are wanted: `X-Goog-FieldMask`.
    static let fieldMask = Self("X-Goog-FieldMask") ?? .accept
}
