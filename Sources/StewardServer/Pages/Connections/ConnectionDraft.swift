// SPDX-License-Identifier: Apache-2.0
import StewardCore
import StewardIntegration
import Tally

/// What is wrong with the form of a connection, in the reader's words or, where an integration says it, in its own.
struct DraftProblem: Sendable {
    /// The field's name; `nil` for the form as a whole.
    let field: String?
    let text: String
    /// `en` where an integration says it.
    var language: String?
}

/// What somebody typed to make or change a connection, and what is wrong with it. What was typed goes back into the
/// form, except secrets.
struct ConnectionDraft: Sendable {
    let manifest: Manifest
    /// What is kept already; `nil` for a new connection.
    let saved: SavedConnection?
    /// The secrets that are kept already.
    let keptSecrets: Set<String>
    var name = ""
    /// By setting; no secrets.
    var typed: [String: String] = [:]
    var problems: [DraftProblem] = []
    /// What is to be saved, secrets included.
    private(set) var given: [String: String] = [:]
    /// Settings that shall have no value any more.
    private(set) var forgotten: Set<String> = []

    /// The setting that names an account.
    static let account = "account"

    init(_ manifest: Manifest, saved: SavedConnection? = nil, keptSecrets: Set<String> = [], name: String = "") {
        self.manifest = manifest
        self.saved = saved
        self.keptSecrets = keptSecrets
        self.name = saved?.name ?? name
        let fields = Set(Self.fields(manifest).map(\.key))
        typed = saved?.settings.filter { fields.contains($0.key) } ?? [:]
    }

    /// The settings that a page can change: not where the service is, which would let a page make Steward call any
    /// place, and nothing that is no longer wanted. An address that is itself the secret is somebody's own.
    static func fields(_ manifest: Manifest) -> [ConfigurationField] {
        manifest.settings.filter { $0.deprecated == nil && ($0.secret || $0.kind != .address) }
    }

    /// The name of a field in the form.
    static func field(_ key: String) -> String { "setting-" + key }
    /// The name of the box that forgets a secret.
    static func forget(_ key: String) -> String { "forget-" + key }

    /// Takes what was posted.
    mutating func read(_ form: FormData, accounts: [String], words: Words) {
        for field in Self.fields(manifest) {
            // A browser sends the ends of lines as CR LF.
            let text = (form[Self.field(field.key)] ?? "").replacing("\r\n", with: "\n").trimmedOfSpace
            if !field.secret { typed[field.key] = text.isEmpty ? nil : text }
            if text.isEmpty {
                leaveEmpty(field, forgets: form[Self.forget(field.key)] != nil, words)
            } else if field.key == Self.account, !accounts.contains(text) {
                problems.append(DraftProblem(field: Self.field(field.key), text: words.say(.accountUnknown)))
            } else if isRight(text, field) {
                given[field.key] = text
            } else {
                let wanted = Phrase.wanted(field.kind, words)
                problems.append(DraftProblem(field: Self.field(field.key), text: words.say(wanted)))
            }
        }
    }

    private mutating func leaveEmpty(_ field: ConfigurationField, forgets: Bool, _ words: Words) {
        let isKept = field.secret && keptSecrets.contains(field.key) && !forgets
        if field.required, !isKept {
            problems.append(DraftProblem(field: Self.field(field.key), text: words.say(.settingMissing)))
        } else if !isKept {
            forgotten.insert(field.key)
        }
    }

    private func isRight(_ text: String, _ field: ConfigurationField) -> Bool {
        (try? Configuration([field.key: text], fields: [field])) != nil
    }

    func problem(_ field: String) -> DraftProblem? { problems.first { $0.field == field } }
}

extension Phrase {
    /// What a value of a kind must look like.
    static func wanted(_ kind: ConfigurationField.Kind, _ words: Words) -> Phrase {
        switch kind {
        case .text: .wantsText
        case .address: .wantsAddress
        case .integer(let range):
            .wantsNumber(words.language.number(range.lowerBound), words.language.number(range.upperBound))
        case .boolean: .wantsBoolean
        case .duration: .wantsDuration
        case .choice: .wantsChoice
        }
    }
}

extension String {
    /// Without white space at both ends.
    fileprivate var trimmedOfSpace: String {
        guard let start = firstIndex(where: { !$0.isWhitespace }), let end = lastIndex(where: { !$0.isWhitespace })
        else { return "" }
        return String(self[start...end])
    }
}
