// SPDX-License-Identifier: Apache-2.0
import StewardCore

extension Alerts.Channel {
    /// The name of the channel that the environment sets up.
    package static let mailName = "mail"

    /// Mail, when the environment names a server or a recipient; what is wrong with it is said when it is needed.
    package static func mail(_ environment: [String: String]) -> Self? {
        let made = Result { try MailSettings(environment) }
        if case .success(.none) = made { return nil }
        return Self(name: mailName) {
            guard let settings = try made.get() else { throw IntegrationError(.unsupported, "No mail is set up.") }
            return try settings.channel()
        }
    }
}
