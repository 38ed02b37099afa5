// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
import StewardCore
import StewardJobs
import Tally

/// How pages speak to one person: the language, the zone that times are shown in, and the time that “ago” counts from.
/// Every rule stands here in full; nothing depends on the machine's locale.
struct Words: Sendable {
    let language: Language
    let zone: LocalZone
    let now: Date

    init(_ language: Language, zone: LocalZone = .utc, now: Date) {
        self.language = language
        self.zone = zone
        self.now = now
    }

    /// The phrase in the person's language.
    func say(_ phrase: Phrase) -> String { phrase.text(language) }

    /// The zone with this IANA name; universal time when a person chose none, or one that this machine does not know.
    static func zone(named name: String?) -> LocalZone {
        name.flatMap { try? LocalZone($0) } ?? .utc
    }
}
