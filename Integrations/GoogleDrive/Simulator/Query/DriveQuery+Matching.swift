// SPDX-License-Identifier: Apache-2.0

extension DriveQuery {
    /// Whether a file is one that is asked for.
    func matches(_ entry: DriveEntry, _ viewer: DriveViewer, _ storage: DriveStorage) -> Bool {
        let file = entry.file
        switch self {
        case .and(let left, let right):
            return left.matches(entry, viewer, storage) && right.matches(entry, viewer, storage)
        case .or(let left, let right):
            return left.matches(entry, viewer, storage) || right.matches(entry, viewer, storage)
        case .not(let query): return !query.matches(entry, viewer, storage)
        case .text(let term, let sign, let value): return Self.matches(term, sign, value, file)
        case .time(let term, let comparison, let value):
            return Self.time(term, file).map { comparison.holds($0, value) } ?? false
        case .truth(let term, let isEqual, let value):
            return (Self.truth(term, entry, viewer, storage) == value) == isEqual
        case .shortcutTarget(let isEqual, let id): return (file.details.shortcutTarget == id) == isEqual
        case .visibility(let isEqual, let value): return (storage.visibility(of: entry) == value) == isEqual
        case .parent(let id):
            if id == "appDataFolder" { return file.details.isAppData }
            return file.parent == id && !file.details.isAppData
        case .person(let term, let email): return storage.has(email, term, entry, viewer)
        case .property(let isAppProperty, let key, let value):
            return (isAppProperty ? file.details.appProperties : file.details.properties)[key] == value
        }
    }

    private static func matches(_ term: TextTerm, _ sign: TextOperator, _ value: String, _ file: DriveFile) -> Bool {
        switch (term, sign) {
        case (.name, .equal): return equalIgnoringCase(file.name, value)
        case (.name, .unequal): return !equalIgnoringCase(file.name, value)
        case (.name, .contains): return hasWord(file.name, beginningWith: value)
        case (.mimeType, .equal): return file.mimeType == value
        case (.mimeType, .unequal): return file.mimeType != value
        case (.mimeType, .contains): return file.mimeType.hasPrefix(value)
        case (.fullText, _):
            let found = [file.name, file.details.description ?? "", file.details.indexableText ?? ""]
            return found.contains { hasWord($0, beginningWith: value) }
        }
    }

    private static func time(_ term: TimeTerm, _ file: DriveFile) -> Int64? {
        switch term {
        case .modifiedTime: file.modifiedTime
        case .createdTime: file.createdTime
        case .viewedByMeTime: file.details.viewedByMeTime
        case .sharedWithMeTime: file.details.sharedWithMeTime
        }
    }

    private static func truth(
        _ term: TruthTerm, _ entry: DriveEntry, _ viewer: DriveViewer, _ storage: DriveStorage
    ) -> Bool {
        switch term {
        case .trashed: storage.isTrashed(entry)
        case .starred: entry.file.isStarred
        case .sharedWithMe:
            entry.file.owner != viewer.account && entry.file.driveId == nil
                && entry.file.details.permissions.contains { $0.emailAddress == viewer.account }
        }
    }

    static func equalIgnoringCase(_ left: String, _ right: String) -> Bool {
        var others = right.utf8.makeIterator()
        var isPlain = true
        var differs = false
        for byte in left.utf8 {
            let other = others.next()
            isPlain = isPlain && byte < 0x80 && (other ?? 0) < 0x80
            differs = differs || lower(byte) != other.map(lower)
            if differs, !isPlain { break }
        }
        if others.next() != nil { differs = true }
        guard differs else { return true }
        // Only beyond ASCII can texts of different bytes be the same but for case.
        guard !isPlain || !right.utf8.allSatisfy({ $0 < 0x80 }) else { return false }
        return left.lowercased() == right.lowercased()
    }

    private static func lower(_ byte: UInt8) -> UInt8 { (0x41...0x5A).contains(byte) ? byte | 0x20 : byte }

    /// Whether `value`'s words stand in `text` one after another, the last perhaps only begun.
    static func hasWord(_ text: String, beginningWith value: String) -> Bool {
        let wanted = value.lowercased().split { !isLetter($0) }
        guard let last = wanted.last else { return true }
        let found = text.lowercased().split { !isLetter($0) }
        guard found.count >= wanted.count else { return false }
        return (0...(found.count - wanted.count)).contains { start in
            for index in 0..<(wanted.count - 1) where found[start + index] != wanted[index] { return false }
            return found[start + wanted.count - 1].hasPrefix(last)
        }
    }

    private static func isLetter(_ character: Character) -> Bool { character.isLetter || character.isNumber }
}

extension DriveStorage {
    /// Who can find a file, in the words of the query term.
    func visibility(of entry: DriveEntry) -> String {
        let permissions = permissions(of: entry)
        if let anyone = permissions.first(where: { $0.type == "anyone" }) {
            return anyone.allowFileDiscovery ? "anyoneCanFind" : "anyoneWithLink"
        }
        if let domain = permissions.first(where: { $0.type == "domain" }) {
            return domain.allowFileDiscovery ? "domainCanFind" : "domainWithLink"
        }
        return "limited"
    }

    /// Whether somebody has this role; `me` is the caller.
    func has(
        _ email: String, _ term: DriveQuery.PersonTerm, _ entry: DriveEntry, _ viewer: DriveViewer
    ) -> Bool {
        let email = email == "me" ? viewer.account : email
        if entry.file.driveId == nil, entry.file.owner == email { return true }
        guard term != .owners else { return false }
        let least = term == .writers ? DriveRole.writer : .reader
        return permissions(of: entry).contains { permission in
            permission.role >= least && permission.emailAddress == email && permission.role != .owner
        }
    }
}
