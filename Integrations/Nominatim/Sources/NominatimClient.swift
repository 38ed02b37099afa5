// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
import HTTPTypes
import StewardCore
import StewardHTTP
import StewardIntegration

/// Calls the server, one method for each endpoint.
struct NominatimClient: Sendable {
    private let configuration: NominatimConfiguration
    private let transport: any HTTPTransport
    private let clock: any Timekeeping

    /// Bytes of an answer that are read at most; an address has a few hundred.
    private static let longestAnswer = 1 << 20

    init(configuration: NominatimConfiguration, context: IntegrationContext) {
        self.configuration = configuration
        clock = context.clock
        transport =
            if let pause = configuration.timeBetweenCalls {
                PacingTransport(
                    context.transport, limits: ["call": PaceLimit(perSecond: 1 / (pause / .seconds(1)), burst: 1)],
                    clock: context.clock)
            } else { context.transport }
    }

    /// `GET /status`.
    func status() async throws(IntegrationError) -> ServiceStatus {
        try await get("/status?format=json", timing: .quick, ServiceStatus.init(parsing:))
    }

    /// `GET /reverse`: the nearest thing that has an address; `nil` when there is none.
    func reverse(_ position: Position, language: String) async throws(IntegrationError) -> ReversePlace? {
        guard language.utf8.allSatisfy(Self.isOfLanguage) else {
            throw IntegrationError(
                .invalidRequest, "“\(language.prefix(40))” is no language; give a tag like nl, or nl,en;q=0.5.")
        }
        let degrees = position.degrees
        var path = "/reverse?format=jsonv2&addressdetails=1&layer=address&zoom=18"
        path += "&lat=\(degrees.latitude)&lon=\(degrees.longitude)"
        if !language.isEmpty { path += "&accept-language=" + language }
        return try await get(path, timing: .standard, ReverseReply.init(parsing:)).place
    }

    /// Letters, digits, and what stands between and behind them in Accept-Language (RFC 9110, 12.5.4). None of these
    /// has a meaning of its own in a query.
    private static func isOfLanguage(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"):
            true
        default: "-,;=.*".utf8.contains(byte)
        }
    }

    private func get<Wire: Sendable>(
        _ path: String, timing: HTTPCall.Timing, _ decode: ([UInt8]) throws(JSONError) -> Wire
    ) async throws(IntegrationError) -> Wire {
        let fields: HTTPFields = [.accept: "application/json", .userAgent: configuration.userAgent]
        let reply = try await transport.send(
            HTTPCall(configuration.address.request(.get, path, fields: fields), timing: timing))
        let service = configuration.address.authority
        if let error = IntegrationError(status: reply.response, from: service, now: clock.now) {
            guard error.code == .forbidden else { throw error }
            throw IntegrationError(
                .forbidden,
                "\(service) refuses to answer, perhaps because it was asked too much; ask less, say who asks with the "
                    + "setting contact, or set up an own server.", cause: error)
        }
        let bytes = try await bytes(of: reply, service)
        do throws(JSONError) { return try decode(bytes) } catch {
            throw IntegrationError(.malformedReply, "The answer of \(service) cannot be read: \(error)", cause: error)
        }
    }

    private func bytes(of reply: HTTPReply, _ service: String) async throws(IntegrationError) -> [UInt8] {
        do {
            return try await reply.body.collect(upTo: Self.longestAnswer)
        } catch let error as IntegrationError {
            throw error
        } catch is CancellationError {
            throw IntegrationError(.cancelled, "Asking \(service) was cancelled.")
        } catch {
            throw IntegrationError(.unavailable, "\(service) broke off; try again later.", cause: error)
        }
    }
}
