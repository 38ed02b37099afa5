// SPDX-License-Identifier: Apache-2.0
import StewardCatalog
package import StewardCore
import StewardHTTP
package import StewardIntegration

/// Where alerts go by mail, from the environment variables that older scripts used: the settings of a connection of the
/// integration Mail.
package struct MailSettings: Sendable {
    /// The connection's settings, the password among them.
    private let values: [String: Secret]
    /// Where a message lies while it is sent.
    private let folder: String

    /// Reads `SMTP_SERVER`, `SMTP_PORT` (587), `SMTP_USERNAME`, `SMTP_PASSWORD` and `NOTIFICATION_EMAIL`, and `TMPDIR`,
    /// the folder for a message while it is sent; an empty variable is a missing one. Port 465 is TLS from the first
    /// byte; a server on this machine needs none.
    ///
    /// - Returns: `nil` when neither a server nor a recipient is given, so that nobody is to be told by mail.
    /// - Throws: `invalidRequest`, in one sentence, when one of a pair is missing or a value is malformed.
    package init?(_ environment: [String: String]) throws(IntegrationError) {
        func value(_ name: String) -> String? { environment[name].flatMap { $0.isEmpty ? nil : $0 } }
        let (server, recipient) = (value("SMTP_SERVER"), value("NOTIFICATION_EMAIL"))
        if server == nil, recipient == nil { return nil }
        guard let server else { throw Self.missing("SMTP_SERVER", beside: "NOTIFICATION_EMAIL") }
        guard let recipient else { throw Self.missing("NOTIFICATION_EMAIL", beside: "SMTP_SERVER") }
        let (name, password) = (value("SMTP_USERNAME"), value("SMTP_PASSWORD"))
        guard name != nil || password == nil else { throw Self.missing("SMTP_USERNAME", beside: "SMTP_PASSWORD") }
        guard password != nil || name == nil else { throw Self.missing("SMTP_PASSWORD", beside: "SMTP_USERNAME") }
        let port = value("SMTP_PORT") ?? "587"
        var values = ["server": server, "port": port, "recipients": recipient]
        values["user"] = name
        values["password"] = password
        values["security"] = port == "465" ? "tls" : Self.isHere(server) ? "none" : "starttls"
        self.values = values.mapValues { Secret($0) }
        let folder = environment["TMPDIR"] ?? ""
        self.folder = folder.hasPrefix("/") ? folder : "/tmp"
        _ = try channel()
    }

    /// A connection with these settings; nothing is sent.
    /// - Throws: `invalidRequest`, which names the variable.
    package func channel() throws(IntegrationError) -> any Notifying {
        do throws(IntegrationError) {
            let mail = try Connections.entry("Mail").connect(
                values.mapValues { $0.reveal() }, transport: AsyncHTTPClientTransport(), clock: SystemClock(),
                cacheFolder: folder)
            guard let mail = mail as? any Notifying else {
                throw IntegrationError(.unsupported, "The integration Mail sends no notices.")
            }
            return EnvironmentMail(mail: mail)
        } catch {
            throw IntegrationError(error.code, Self.naming(error.message))
        }
    }

    /// Whether a server is this machine: the only one that is spoken to without TLS.
    private static func isHere(_ server: String) -> Bool {
        ServiceAddress("http://" + (server.contains(":") ? "[\(server)]" : server)) != nil
    }

    /// A sentence about a setting as one about the variable that it comes from.
    private static func naming(_ message: String) -> String {
        let names = [
            "server": "SMTP_SERVER", "port": "SMTP_PORT", "user": "SMTP_USERNAME", "password": "SMTP_PASSWORD",
            "recipients": "NOTIFICATION_EMAIL",
        ]
        for (key, name) in names where message.hasPrefix("The setting \(key) ") {
            return name + message.dropFirst("The setting \(key)".count)
        }
        return message
    }

    private static func missing(_ name: String, beside other: String) -> IntegrationError {
        IntegrationError(
            .invalidRequest,
            "\(other) is set but \(name) is not; set both in the environment of Steward, or neither.")
    }
}

/// A connection whose settings come from the environment, which its errors say.
private struct EnvironmentMail: Notifying {
    let mail: any Notifying

    func notify(_ notice: Notice) async throws {
        do { try await mail.notify(notice) } catch let error as IntegrationError {
            let isSetting = error.code == .unauthorized || error.code == .invalidRequest
            guard isSetting else { throw error }
            throw IntegrationError(
                error.code, "\(error.message) They come from the variables SMTP_… and NOTIFICATION_EMAIL.")
        }
    }
}
