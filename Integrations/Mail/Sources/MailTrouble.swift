// SPDX-License-Identifier: Apache-2.0
import StewardCore
import StewardProcess

/// Says what went wrong, by curl's exit status (https://curl.se/libcurl/c/libcurl-errors.html) and the server's last
/// reply (RFC 5321, 4.2); never by their text.
struct MailTrouble {
    let configuration: MailConfiguration

    init(_ configuration: MailConfiguration) { self.configuration = configuration }

    var place: String { "the mail server \(configuration.server), port \(configuration.port)" }

    func error(_ result: ProgramResult) -> IntegrationError {
        guard case .exited(let status) = result.ending else {
            return IntegrationError(.unavailable, "curl was ended while it spoke to \(place); it is tried again later.")
        }
        let reply = Int(result.text.suffix(3)) ?? 0
        if let error = connection(status, reply) { return error }
        let said = reply > 0 ? " (\(reply))" : ""
        switch (status, reply) {
        case (_, 400...499):
            return IntegrationError(.unavailable, "For now \(place), takes no mail\(said); it is tried again later.")
        case (67, _), (_, 530), (_, 534), (_, 535):
            return IntegrationError(
                .unauthorized, "The login was refused by \(place)\(said); correct the settings user and password.")
        case (_, 552):
            return IntegrationError(.quotaExceeded, "The mail was too long for \(place)\(said), or a mailbox is full.")
        case (_, 500...599):
            return IntegrationError(
                .invalidRequest, "The mail was refused by \(place)\(said); correct the settings recipients or sender.")
        default:
            return IntegrationError(.unavailable, "curl ended with status \(status) while it spoke to \(place).")
        }
    }

    /// What went wrong before the server could say anything, or while it said nothing.
    private func connection(_ status: Int32, _ reply: Int) -> IntegrationError? {
        switch status {
        case 6:
            IntegrationError(
                .unavailable, "There is no host \(configuration.server); correct the setting server.")
        case 28:
            IntegrationError(
                .unavailable,
                "\(Self.capital(place)), said nothing for too long, so nothing was sent; it is tried again later.")
        case 7, 52, 56:
            reply >= 400
                ? nil
                : IntegrationError(
                    .unavailable,
                    "Nothing was heard from \(place); correct the settings server and port if it never works.")
        case 35, 60, 64, 77:
            IntegrationError(
                .unavailable,
                "No connection that TLS protects could be made to \(place), so nothing was sent; correct the settings "
                    + "security, port or authorities if it never works.")
        default: nil
        }
    }

    private static func capital(_ text: String) -> String { text.prefix(1).uppercased() + text.dropFirst() }

    func error(_ error: ProcessError, curl: String) -> IntegrationError {
        switch error.code {
        case .notStarted:
            IntegrationError(.unsupported, "Mail needs the program \(curl); install it with “apt install curl”.")
        case .timedOut: IntegrationError(.unavailable, "Speaking to \(place), took too long and was ended.")
        default: IntegrationError(.unavailable, "Talking to curl failed; it is tried again later.")
        }
    }
}
