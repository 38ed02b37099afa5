// SPDX-License-Identifier: Apache-2.0
import AsyncHTTPClient
import NIOCore
import NIOHTTP1
import NIOPosix
import StewardCore

/// Turns what the client throws into one sentence that names the host, and nothing else of the address: paths and
/// queries hold credentials.
struct FailureNaming: Sendable {
    let origin: HTTPOrigin
    let timing: HTTPCall.Timing

    var cancelled: IntegrationError {
        IntegrationError(.cancelled, "The call to \(origin.authority) was cancelled.")
    }

    var brokenOff: IntegrationError {
        unavailable("closed the connection before its reply was complete", cause: nil)
    }

    func failure(_ error: any Error) -> IntegrationError {
        switch error {
        case let error as IntegrationError: error
        case is CancellationError: cancelled
        case IdleLimit.Stall.sendsNothing: unavailable("sent nothing for \(timing.idle)", cause: error)
        case IdleLimit.Stall.takesNothing: unavailable("took nothing of the body for \(timing.idle)", cause: error)
        case is BodyLengthError: wrongLength
        case let error as BodySourceError: bodySource(error.cause)
        case let error as HTTPClientError: client(error)
        case let error as NIOConnectionError: connection(error)
        case let error as ChannelError: channel(error)
        case let error as IOError: system(error)
        case let error as HTTPParserError: parser(error)
        default: unavailable("cannot be reached (\(Self.oneLine("\(error)")))", cause: error)
        }
    }

    private var wrongLength: IntegrationError {
        IntegrationError(
            .invalidRequest, "The body to send to \(origin.authority) is longer or shorter than announced.")
    }

    private func bodySource(_ error: any Error) -> IntegrationError {
        if let error = error as? IntegrationError { return error }
        if error is CancellationError { return cancelled }
        return IntegrationError(
            .invalidRequest, "The body to send to \(origin.authority) cannot be read (\(Self.oneLine("\(error)"))).",
            cause: error)
    }

    private func client(_ error: HTTPClientError) -> IntegrationError {
        switch error {
        case .cancelled, .alreadyShutdown, .requestStreamCancelled: cancelled
        case .connectTimeout, .tlsHandshakeTimeout:
            unavailable("did not accept a connection within \(timing.connect)", cause: error)
        case .getConnectionFromPoolTimeout:
            unavailable("had no free connection within \(timing.connect)", cause: error)
        case .remoteConnectionClosed, .uncleanShutdown: brokenOff
        case .bodyLengthMismatch: wrongLength
        case .invalidURL, .emptyHost, .emptyScheme, .traceRequestWithBody:
            IntegrationError(
                .invalidRequest, "The request to \(origin.authority) cannot be sent (\(error.shortDescription)).",
                cause: error)
        default: unavailable("failed (\(Self.oneLine(error.shortDescription)))", cause: error)
        }
    }

    private func connection(_ error: NIOConnectionError) -> IntegrationError {
        if let reason = error.connectionErrors.first.map({ Self.reason($0.error) }) {
            return unavailable("cannot be reached (\(reason))", cause: error)
        }
        return unavailable("is not known to the name service", cause: error)
    }

    private func system(_ error: IOError) -> IntegrationError {
        let isBroken = [32, 54, 104].contains(error.errnoCode)
        return unavailable(
            "\(isBroken ? "broke the connection" : "cannot be reached") (\(Self.reason(error)))", cause: error)
    }

    private func parser(_ error: HTTPParserError) -> IntegrationError {
        if error == .invalidEOFState { return brokenOff }
        return IntegrationError(
            .malformedReply, "\(origin.authority) sent something that is not HTTP (\(Self.oneLine("\(error)"))).",
            cause: error)
    }

    private func channel(_ error: ChannelError) -> IntegrationError {
        if case .connectTimeout = error {
            return unavailable("did not accept a connection within \(timing.connect)", cause: error)
        }
        return brokenOff
    }

    private func unavailable(_ what: String, cause: (any Error)?) -> IntegrationError {
        IntegrationError(.unavailable, "\(origin.authority) \(what).", cause: cause)
    }

    private static func reason(_ error: any Error) -> String {
        guard let error = error as? IOError else { return oneLine("\(error)") }
        switch error.errnoCode {
        case 111, 61: return "connection refused"
        case 104, 54: return "connection reset"
        case 113, 65: return "no route to the host"
        case 101, 51: return "network unreachable"
        default: return "system error \(error.errnoCode)"
        }
    }

    /// The first line, at most 120 characters: messages are one sentence.
    private static func oneLine(_ text: String) -> String {
        String((text.split(whereSeparator: \.isNewline).first ?? "").prefix(120))
    }
}
