// SPDX-License-Identifier: Apache-2.0

/// What becomes of a file on the drive after it was recovered and its verified copy is here.
package enum RecoveryPolicy: String, Sendable, Hashable, CaseIterable {
    /// It stays where it was restored to.
    case retain
    /// It goes back into the trash.
    case trash
    /// It is removed for good.
    case delete

    /// Reads a policy by any of the names it has had: case, blanks, `_` and `-` make no difference.
    /// - Throws: ``UnknownRecoveryPolicy``.
    package init(parsing text: String) throws(UnknownRecoveryPolicy) {
        let normal = Self.normalised(text)
        guard let policy = Self.names[normal] else { throw UnknownRecoveryPolicy(text, normalised: normal) }
        self = policy
    }

    static let names: [String: Self] = [
        "retain": .retain, "retainondrive": .retain, "keep": .retain, "keepondrive": .retain,
        "trash": .trash, "movetodrivetrash": .trash, "move2trash": .trash, "movetotrash": .trash,
        "delete": .delete, "removefromdrive": .delete, "purge": .delete,
    ]

    static func normalised(_ text: String) -> String {
        String(text.lowercased().unicodeScalars.filter { !$0.properties.isWhitespace && $0 != "_" && $0 != "-" })
    }
}

/// A word that is no policy, and the one that was perhaps meant.
package struct UnknownRecoveryPolicy: Error, Sendable, Hashable, CustomStringConvertible {
    /// As it was given.
    package let token: String
    /// As it was looked up.
    package let normalised: String
    /// The closest name, when at most two letters differ.
    package let suggestion: String?

    init(_ token: String, normalised: String) {
        self.token = token
        self.normalised = normalised
        suggestion =
            RecoveryPolicy.names.keys.sorted()
            .map { (name: $0, distance: EditDistance.between(normalised, $0)) }
            .filter { $0.distance <= 2 }
            .min { ($0.distance, $0.name) < ($1.distance, $1.name) }?.name
    }

    /// One sentence with the repair.
    package var description: String {
        let guess = suggestion.map { " Did you mean “\($0)”?" } ?? ""
        return "“\(token)” is no policy; take retain, trash or delete.\(guess)"
    }
}

/// How many letters must be inserted, removed or replaced to make one word of another.
enum EditDistance {
    static func between(_ left: String, _ right: String) -> Int {
        let (left, right) = (Array(left.unicodeScalars), Array(right.unicodeScalars))
        var row = Array(0...right.count)
        for (i, a) in left.enumerated() {
            var diagonal = row[0]
            row[0] = i + 1
            for (j, b) in right.enumerated() {
                let above = row[j + 1]
                row[j + 1] = min(above + 1, row[j] + 1, diagonal + (a == b ? 0 : 1))
                diagonal = above
            }
        }
        return row[right.count]
    }
}
