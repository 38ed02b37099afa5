// SPDX-License-Identifier: Apache-2.0
import Files
import HTTPTypes
import Logbook
import StewardCore
import StewardStore

/// What an error of a service, or of what is kept here, means for the one who asked: a status, and the sentence that
/// the error brings along.
struct Fault: Error, Sendable {
    let status: HTTPResponse.Status
    let sentence: String
    /// The error's stable code, for programs.
    let code: String
    /// Seconds after which asking again may help; `nil` when that is not known.
    var retryAfter: Int64?

    /// `nil` for errors whose text is not meant for people.
    init?(_ error: any Error) {
        switch error {
        case let fault as Fault: self = fault
        case let error as IntegrationError:
            self.init(Self.status(of: error.code), error.message, error.code.description)
            retryAfter = error.retryAfter.map { max(1, $0.components.seconds) }
        case let error as FilesError:
            self.init(Self.status(of: error.code), error.description, error.code.rawValue)
        case let error as AccessError:
            self.init(error.status, error.description, "access")
        case let error as LogbookError:
            self.init(Self.status(of: error.code), error.description, "logbook")
        case let error as VaultError:
            self.init(.internalServerError, error.message, error.code.rawValue)
        default: return nil
        }
    }

    init(_ status: HTTPResponse.Status, _ sentence: String, _ code: String) {
        self.status = status
        self.sentence = sentence
        self.code = code
    }

    /// A service did not answer in time.
    static func tooSlow(_ seconds: Int) -> Fault {
        Fault(
            .gatewayTimeout, "The service did not answer within \(seconds) seconds; try again later.",
            IntegrationError.Code.unavailable.description)
    }

    /// 401 would ask the browser to sign in here, which is not what is missing: what the service refuses for its
    /// credential is 403, and the sentence names the repair. What a connection cannot do is no failure of this server.
    private static func status(of code: IntegrationError.Code) -> HTTPResponse.Status {
        switch code {
        case .notFound: .notFound
        case .unauthorized, .forbidden, .flaggedAsAbuse: .forbidden
        case .invalidRequest: .badRequest
        case .conflict: .conflict
        case .unsupported: .conflict
        case .rateLimited, .dailyLimit, .quotaExceeded, .storageFull, .downloadQuota, .cancelled: .serviceUnavailable
        default: .badGateway
        }
    }

    /// A body that can be read and says what cannot be is unprocessable, as older clients of logbooks expect.
    private static func status(of code: LogbookError.Code) -> HTTPResponse.Status {
        switch code {
        case .invalid: .unprocessableContent
        case .tooMuch: .contentTooLarge
        case .notFound: .notFound
        case .forbidden: .forbidden
        case .conflict: .conflict
        default: .internalServerError
        }
    }

    private static func status(of code: FilesError.Code) -> HTTPResponse.Status {
        switch code {
        case .notFound: .notFound
        case .invalid: .badRequest
        case .exists, .held, .changed: .conflict
        case .unsupported: .conflict
        default: .internalServerError
        }
    }
}
