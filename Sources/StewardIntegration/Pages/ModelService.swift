// SPDX-License-Identifier: Apache-2.0
package import HTTPTypes
package import StewardCore
import StewardHTTP

/// Calls a service that runs models: bounded replies, no redirects, and no word of the service's in an error.
package struct ModelService: Sendable {
    /// The settings.
    package let connection: ModelConnection
    private let context: IntegrationContext

    /// Bytes of a failure's description that are read at most.
    private static let longestFailure = 1 << 16

    /// Makes a caller; sends nothing.
    package init(_ connection: ModelConnection, _ context: IntegrationContext) {
        self.connection = connection
        self.context = context
    }

    /// Who answers, for sentences.
    package var name: String { connection.address.authority }

    /// A short call.
    /// - Parameter meaning: what a failure means by the service's own description of it; `nil` for what its status
    ///   means.
    package func get(
        _ path: String, _ fields: HTTPFields, _ meaning: (Int, JSON) -> Failure?
    ) async throws(IntegrationError) -> [UInt8] {
        try await send(
            HTTPCall(connection.address.request(.get, path, fields: fields), timing: .quick), meaning)
    }

    /// A question to the model. Asking twice only costs twice.
    package func ask(
        _ path: String, _ fields: HTTPFields, _ body: JSON, _ meaning: (Int, JSON) -> Failure?
    ) async throws(IntegrationError) -> [UInt8] {
        var fields = fields
        fields[.contentType] = "application/json"
        let bytes: [UInt8]
        do { bytes = try body.canonicalBytes() } catch {
            throw IntegrationError(.invalidRequest, "The question cannot be written as JSON.", cause: error)
        }
        let request = connection.address.request(.post, path, fields: fields)
        let timing = HTTPCall.Timing(connect: .seconds(10), idle: connection.timeLimit)
        return try await send(
            HTTPCall(request, body: HTTPBody(bytes), timing: timing, isRepeatable: true), meaning)
    }

    /// What a service's own description of a failure says.
    package struct Failure: Sendable {
        /// What it is.
        package var code: IntegrationError.Code
        /// What to do, as the end of a sentence.
        package var advice: String
        /// How long the service asks to wait, in the description.
        package var wait: Duration?
        /// Makes a failure.
        package init(_ code: IntegrationError.Code, _ advice: String, wait: Duration? = nil) {
            self.code = code
            self.advice = advice
            self.wait = wait
        }
    }

    private func send(
        _ call: HTTPCall, _ meaning: (Int, JSON) -> Failure?
    ) async throws(IntegrationError) -> [UInt8] {
        var call = call
        // A picture must not go where nobody said that it goes.
        call.followsRedirects = false
        call.request.headerFields[.userAgent] = "Steward"
        call.request.headerFields[.accept] = "application/json"
        let reply = try await context.transport.send(call)
        guard let error = IntegrationError(status: reply.response, from: name, now: context.clock.now) else {
            guard reply.response.status.code == 200 else {
                throw IntegrationError(.malformedReply, "\(name) answered with status \(reply.response.status.code).")
            }
            return try await bytes(of: reply, upTo: PageAnswer.longestReply)
        }
        guard reply.response.status.code >= 400 else { throw error }
        // A description that is missing, or breaks off, leaves what the status says.
        guard let described = try? await reply.body.collect(upTo: Self.longestFailure),
            let json = try? JSON(parsing: described), let failure = meaning(reply.response.status.code, json)
        else { throw error }
        throw IntegrationError(
            failure.code, "\(name) answered with status \(reply.response.status.code); \(failure.advice).",
            retryAfter: error.retryAfter ?? failure.wait)
    }

    private func bytes(of reply: HTTPReply, upTo limit: Int) async throws(IntegrationError) -> [UInt8] {
        do {
            return try await reply.body.collect(upTo: limit)
        } catch let error as IntegrationError {
            throw error
        } catch is CancellationError {
            throw IntegrationError(.cancelled, "Asking \(name) was cancelled.")
        } catch {
            throw IntegrationError(.unavailable, "\(name) broke off; try again later.", cause: error)
        }
    }

    /// Reads a reply's envelope.
    /// - Throws: `malformedReply`, naming the service and the place.
    package func decoded<Wire: Sendable>(
        _ bytes: [UInt8], _ decode: ([UInt8]) throws(JSONError) -> Wire
    ) throws(IntegrationError) -> Wire {
        do throws(JSONError) { return try decode(bytes) } catch {
            throw IntegrationError(.malformedReply, "The answer of \(name) cannot be read: \(error)", cause: error)
        }
    }

    /// The answer of a reply, with who gave it and when.
    package func answer(
        _ text: ModelText, to crop: PageCrop, version: String?, tokens: PageAnswer.TokenCount?, reply: [UInt8]
    ) -> PageAnswer {
        PageAnswer(
            outcome: PageAnswerParser.outcome(of: text, rows: crop.rows), model: connection.model,
            version: version.map { String($0.prefix(200)) }, instructionHash: PageInstructions.hash(rows: crop.rows),
            reply: reply, instant: context.clock.now, tokens: tokens)
    }

    /// A picture in Base64 (RFC 4648, 4).
    package static func base64(_ crop: PageCrop) -> String { Base64Text.encode(crop.png) }
}
