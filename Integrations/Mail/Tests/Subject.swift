// SPDX-License-Identifier: Apache-2.0
import Foundation
import Mail
import MailSimulator
import StewardContracts
import StewardHTTP
import StewardIntegration
import StewardSimulation

/// The integration with its simulator, for the contracts.
enum Subject {
    static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().path()
    static let password = "p\"a\\s: s\u{0E01}"
    static let login = (name: "steward@example.org", password: password)

    static let isCurlInstalled = FileManager.default.isExecutableFile(atPath: "/usr/bin/curl")

    static func settings(_ mail: MailSimulator) -> [String: String] {
        [
            "server": "127.0.0.1", "port": "\(mail.port)", "security": "none", "user": login.name,
            "password": login.password, "recipients": "ops@example.org, home@example.net",
        ]
    }

    static func with(_ body: @escaping @Sendable (IntegrationSubject) async throws -> Void) async throws {
        try await ScratchFolder.with { scratch in
            try await MailSimulator.withServer(login: login) { mail in
                try await body(
                    IntegrationSubject(
                        withoutHTTP: Mail.self, folder: folder, settings: settings(mail),
                        wrongCredential: ["password": "another password"], clock: RecordingClock(),
                        scratchFolder: scratch,
                        operations: [.init("notify") { try await ($0 as? any Notifying)?.notify(notice()) }]))
            }
        }
    }

    static func notice(
        _ subject: String = "Storage", _ text: String = "It is full.", severity: Notice.Severity = .warning
    ) throws -> Notice {
        try Notice(
            subject: subject, text: text, kind: "test", instant: Date(timeIntervalSince1970: 1_770_511_830),
            key: "storage:drive:1", severity: severity)
    }

    /// A connection with these settings, that keeps its messages in a folder.
    static func mail(
        _ settings: [String: String], folder: String? = nil, curl: String = "/usr/bin/curl",
        limits: MailClient.Limits = .standard
    ) throws -> Mail {
        let configuration = try Configuration(settings, fields: Mail.manifest.settings)
        let context = IntegrationContext(transport: AsyncHTTPClientTransport(), cacheFolder: folder)
        return try Mail(configuration: configuration, context: context, curl: curl, limits: limits)
    }
}
