// SPDX-License-Identifier: Apache-2.0
import Backups
import FoundationEssentials
import StewardCore

/// Small parts that the pages of backups share.
struct BackupParts {
    let words: Words
    /// Whether whoever looks may start work.
    let mayOperate: Bool
    /// The hidden field of forms.
    let formField: HTML

    init(_ context: PageContext, _ site: Site) {
        words = WorkPages.words(context, site)
        mayOperate = context.visitor?.scopes.contains(.operate) ?? false
        formField = context.formField()
    }

    func say(_ phrase: Phrase) -> String { words.say(phrase) }

    func badge(_ state: BackupDatabaseView.State) -> Badge { Badge(say(state.badge.phrase), state.badge.tone) }

    /// A form that is one button; nothing for who may not.
    func button(_ action: String, _ phrase: Phrase, _ kind: Button.Kind = .plain) -> HTML {
        guard mayOperate else { return "" }
        return """
            <form class="inline" method="post" action="\(action)">\(formField)\(Button(say(phrase), kind))</form>

            """
    }

    /// When it was last restored with success, and how the last try went.
    func proved(_ backup: Backup) -> HTML {
        if let proof = backup.lastProof, !proof.isSuccess {
            return "\(Badge(say(.backupDisproved), .critical)) \(words.ago(proof.at))"
        }
        guard let at = backup.provedAt else { return quiet(.backupNever) }
        return "\(Badge(say(.backupProved), .good)) \(words.ago(at))"
    }

    func offsite(_ backup: Backup?, _ hasPlace: Bool) -> HTML {
        guard let backup else { return "–" }
        if backup.copyFailure != nil { return Badge(say(.notCopiedElsewhere), .high).html }
        if !backup.copies.isEmpty { return Badge(say(.copiedElsewhere), .good).html }
        return hasPlace ? Badge(say(.notCopiedElsewhere), .hint).html : quiet(.noPlaceElsewhere)
    }

    func quiet(_ phrase: Phrase) -> HTML { "<span class=\"quiet\">\(say(phrase))</span>" }

    /// What it is a backup of: a database, or the roles of a server.
    func subject(_ backup: Backup) -> String { backup.isGlobals ? say(.backupRoles) : backup.database }

    func encryption(_ encryption: Encryption) -> String {
        switch encryption {
        case .none: say(.notEncrypted)
        case .recipients: "age, \(say(.encryptedForKeys))"
        case .passphrase: "age, \(say(.encryptedByPassphrase))"
        }
    }

    static func path(_ backup: Backup, in set: BackupSet) -> String {
        "/backups/\(HTML.pathComponent(set.name))/\(HTML.pathComponent(backup.id.text))"
    }
}
