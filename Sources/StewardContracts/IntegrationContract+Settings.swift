// SPDX-License-Identifier: Apache-2.0
import HTTPTypes
import StewardCore
import StewardHTTP
import StewardIntegration

extension IntegrationContract {
    static let initMakesNoRequest = Rule<IntegrationSubject>(
        "init-makes-no-request", "Making the integration sends nothing.", exemption: \.withoutHTTP
    ) { subject in
        let watching = WatchingTransport(subject.transport)
        let before = try await subject.control(.get, "requests").array?.count ?? 0
        _ = try subject.make(over: watching)
        let after = try await subject.control(.get, "requests").array?.count ?? 0
        try expect(watching.calls.isEmpty && after == before, "init sent \(max(watching.calls.count, after - before)).")
    }

    static let secretsNeverShow = Rule<IntegrationSubject>(
        "secrets-never-show", "No secret stands in a description, a dump, a health or an error.",
        exemption: {
            let isHeld = $0.access != nil || $0.credential != nil
            return isHeld || $0.manifest.settings.contains(where: \.secret) ? nil : "there is no secret setting"
        }
    ) { subject in
        let fields = subject.manifest.settings.filter(\.secret)
        var secrets = fields.flatMap { [subject.settings[$0.key], subject.wrongCredential[$0.key]] }.compactMap(\.self)
        if let token = try await subject.access?.accessToken(for: [], refused: nil) { secrets.append(token.reveal()) }
        secrets += try await subject.credential?.load().map { Self.secrets(in: $0) } ?? []
        try expect(!secrets.isEmpty, "The subject gives no value for a secret.")
        let shown = try await everythingShown(of: subject)
        for (place, text) in shown {
            try expect(secrets.allSatisfy { !text.contains($0) }, "A secret stands in \(place).")
        }
    }

    /// What must not show of a kept credential: all of it, and, where it is JSON, every token in it.
    private static func secrets(in kept: Secret) -> [String] {
        var found = [kept.reveal()]
        var open = [(try? JSON(parsing: Array(kept.reveal().utf8))) ?? .null]
        while let json = open.popLast() {
            open += json.array ?? []
            for member in json.members ?? [] {
                if let text = member.value.string, tokenKeys.contains(member.key) { found.append(text) }
                open.append(member.value)
            }
        }
        return found
    }

    /// The members of a kept grant that are secret (RFC 6749, 5.1; OpenID Connect Core 1.0, 3.1.3.3).
    private static let tokenKeys = ["access_token", "refresh_token", "id_token", "client_secret", "private_key"]

    private static func everythingShown(of subject: IntegrationSubject) async throws -> [(String, String)] {
        let integration = try subject.make(over: subject.transport)
        var dumped = ""
        dump(integration, to: &dumped)
        var shown = [
            ("the configuration's description", "\(try subject.configuration())"),
            ("the integration's description", "\(integration) \(String(reflecting: integration))"),
            ("the integration's dump", dumped),
        ]
        let faults: [JSON] = [
            ["kind": "status", "status": 401], ["kind": "status", "status": 400], ["kind": "status", "status": 500],
            ["kind": "disconnect"], ["kind": "challenge", "status": 403], ["kind": "body", "text": "nonsense"],
        ]
        for fault in subject.speaksHTTP ? faults : [] {
            for operation in subject.everyOperation {
                guard let failure = try await subject.failure(of: operation, under: fault) else { continue }
                var text = "\(failure) \(String(reflecting: failure))"
                dump(failure, to: &text)
                shown.append(("an error of \(operation.name)", text))
            }
        }
        for operation in subject.everyOperation {
            guard let failure = try await subject.failure(of: operation, under: nil, signing: .wrong) else { continue }
            shown.append(("an error of \(operation.name) with a wrong credential", "\(failure)"))
        }
        return shown
    }

    static let missingSetting = Rule<IntegrationSubject>(
        "missing-setting-is-named", "A setting that is missing and needed is named.",
        exemption: { $0.manifest.settings.allSatisfy { $0.defaultValue != nil } ? "every setting has a default" : nil }
    ) { subject in
        for field in subject.manifest.settings where field.defaultValue == nil {
            var settings = subject.settings
            settings[field.key] = nil
            let problems = problems(of: subject, settings)
            if field.required {
                let named = problems.contains { $0.key == field.key && $0.kind == .missing }
                try expect(named, "Without \(field.key) the settings were taken, or another one was named.")
            } else if problems.isEmpty {
                try checkInit(of: subject, without: field.key, settings)
            }
        }
    }

    /// A setting that may be left out must not be needed after all without being named.
    private static func checkInit(of subject: IntegrationSubject, without key: String, _ settings: [String: String])
        throws
    {
        do {
            _ = try subject.make(over: RefusingTransport(), settings: settings)
        } catch {
            try expect("\(error)".contains(key), "Without \(key) init failed with: \(error)")
        }
    }

    static let unknownSetting = Rule<IntegrationSubject>(
        "unknown-setting-is-reported", "A setting that does not exist is reported, not ignored."
    ) { subject in
        var settings = subject.settings
        settings["no-such-setting"] = "1"
        let problems = problems(of: subject, settings)
        let named = problems.contains { $0.key == "no-such-setting" && $0.kind == .unknown }
        try expect(named, "The setting no-such-setting was taken.")
        let keys = subject.manifest.settings.map(\.key)
        try expect(Set(keys).count == keys.count, "Two settings have one key.")
        for field in subject.manifest.settings where field.defaultValue != nil {
            let bare = subject.settings.filter { $0.key != field.key }
            let refused = IntegrationContract.problems(of: subject, bare).contains {
                $0.key == field.key
            }
            try expect(!refused, "The default of \(field.key) is refused by its own field.")
        }
    }

    private static func problems(
        of subject: IntegrationSubject, _ settings: [String: String]
    ) -> [ConfigurationError.Problem] {
        do throws(ConfigurationError) {
            _ = try subject.configuration(settings)
            return []
        } catch {
            return error.problems
        }
    }

    static let onlyItsHosts = Rule<IntegrationSubject>(
        "talks-only-to-its-hosts",
        "Requests go to the manifest's hosts, or to the address that a setting puts in a host's place.",
        exemption: \.withoutHTTP
    ) { subject in
        let watching = WatchingTransport(subject.transport)
        let integration = try subject.make(over: watching)
        for operation in subject.everyOperation { try? await operation.run(integration) }
        try check(watching, subject.manifest.authorities(try subject.configuration()))
        try await checkDefaults(subject)
    }

    private static func checkDefaults(_ subject: IntegrationSubject) async throws {
        let settings = subject.settings.filter { key, _ in !subject.manifest.hosts.contains { $0.setting == key } }
        for host in subject.manifest.hosts {
            let field = subject.manifest.settings.first { $0.key == host.setting }
            try expect(field?.kind == .address, "The host \(host.name) has no address setting \(host.setting).")
            if let address = field?.defaultValue {
                let found = ServiceAddress(address)?.host ?? address
                try expect(found == host.name, "The default of \(host.setting) is \(found), not \(host.name).")
            }
        }
        guard (try? subject.configuration(settings)) != nil else { return }
        let watching = WatchingTransport(RefusingTransport())
        let integration = try subject.make(over: watching, settings: settings)
        for operation in subject.everyOperation { try? await operation.run(integration) }
        try check(watching, subject.manifest.hosts.map(\.name))
    }

    private static func check(_ watching: WatchingTransport, _ allowed: [String]) throws {
        try expect(!watching.calls.isEmpty, "No operation sent a request.")
        for call in watching.calls {
            let authority = call.authority ?? "nowhere"
            try expect(
                allowed.contains(authority),
                "A request went to \(authority), which is not among \(allowed.joined(separator: ", ")).")
        }
    }
}
