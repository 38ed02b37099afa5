// SPDX-License-Identifier: Apache-2.0
import Foundation
import Logbook
import StewardCore

/// What somebody fills in about a broker.
struct BrokerDraft: Sendable {
    var host = ""
    var port = ""
    var usesTLS = false
    var user = ""
    /// Never sent back to a page.
    private var password: Secret?
    /// Whether a password was typed.
    var hasPassword: Bool { password != nil }

    /// What is wrong with it, and with which field.
    struct Problem: Error, Sendable {
        let field: String
        let phrase: Phrase
    }

    init() {}

    init(_ settings: BrokerSettings) {
        host = settings.host
        port = String(settings.port)
        usesTLS = settings.usesTLS
        user = settings.user
    }

    init(_ form: FormData) {
        func text(_ name: String) -> String { (form[name] ?? "").trimmingCharacters(in: .whitespaces) }
        host = text("broker-host")
        port = text("broker-port")
        usesTLS = form["broker-tls"] != nil
        user = form["broker-user"] ?? ""
        password = form["broker-password"].flatMap { $0.isEmpty ? nil : Secret($0) }
    }

    /// The settings and the password, when all of it can be.
    /// - Parameters:
    ///   - known: the settings as they are.
    ///   - kept: the password that was kept with them. It goes nowhere else, and never without a protection that it
    ///     had.
    func checked(
        against known: BrokerSettings?, _ kept: Secret?
    ) -> Result<(settings: BrokerSettings, password: Secret?), Problem> {
        guard Self.isGood(BrokerSettings(host: host)) else { return .wrong("broker-host", .brokerHostWrong) }
        let number = Int(port)
        guard port.isEmpty || number.map({ Self.isGood(BrokerSettings(host: host, port: $0)) }) ?? false else {
            return .wrong("broker-port", .brokerPortWrong)
        }
        let settings = BrokerSettings(host: host, port: number, usesTLS: usesTLS, user: user)
        guard Self.isGood(settings) else { return .wrong("broker-user", .brokerUserWrong) }
        if let password {
            guard !user.isEmpty else { return .wrong("broker-user", .brokerUserNeeded) }
            return Self.isGood(settings, password)
                ? .success((settings, password)) : .wrong("broker-password", .brokerUserWrong)
        }
        guard let kept, let known, !user.isEmpty else { return .success((settings, nil)) }
        let isSame =
            known.host == settings.host && known.port == settings.port && known.user == settings.user
            && (settings.usesTLS || !known.usesTLS)
        return isSame ? .success((settings, kept)) : .wrong("broker-password", .brokerPasswordAgain)
    }

    private static func isGood(_ settings: BrokerSettings, _ password: Secret? = nil) -> Bool {
        do throws(LogbookError) { try settings.validate(password: password) } catch { return false }
        return true
    }
}

extension Result where Failure == BrokerDraft.Problem {
    fileprivate static func wrong(_ field: String, _ phrase: Phrase) -> Self {
        .failure(BrokerDraft.Problem(field: field, phrase: phrase))
    }
}
