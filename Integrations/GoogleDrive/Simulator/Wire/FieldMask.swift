// SPDX-License-Identifier: Apache-2.0
import StewardCore

/// Which members of an answer a request wants: `files(id,owners/emailAddress),nextPageToken`.
///
/// `a/b` is `a(b)`, and `*` is everything. Source: "Return specific fields" guide, 2026-11.
struct FieldMask: Sendable, Hashable {
    /// Everything from here on.
    var isAll = false
    /// The members wanted, and what of each.
    private(set) var members: [String: FieldMask] = [:]

    /// Everything.
    static let all = FieldMask(isAll: true)

    init(isAll: Bool = false) { self.isAll = isAll }

    /// These members, whole.
    init(_ names: [String]) { for name in names { members[name] = .all } }

    /// Reads a mask.
    /// - Throws: 400 `invalidParameter` for what is no mask, or names what `schema` does not have.
    init(parsing text: String, _ schema: FieldSchema) throws(DriveError) {
        var rest = Array(text.utf8)[...]
        self = try Self.list(&rest, schema, text)
        guard rest.isEmpty else { throw Self.invalid(text) }
    }

    /// Wants a part of a member.
    mutating func set(_ name: String, _ part: FieldMask) { members[name] = part }

    /// What of a member is wanted; `nil` for nothing.
    subscript(name: String) -> FieldMask? { isAll ? .all : members[name] ?? members["*"] }

    /// The parts of a value that are wanted. Of a list it is the parts of each element.
    func project(_ json: JSON) -> JSON {
        if isAll { return json }
        switch json {
        case .array(let elements): return .array(elements.map(project))
        case .object(let members):
            return .object(
                members.compactMap { member in self[member.key].map { .init(member.key, $0.project(member.value)) } })
        default: return json
        }
    }

    private static func list(
        _ rest: inout ArraySlice<UInt8>, _ schema: FieldSchema, _ text: String
    ) throws(DriveError) -> Self {
        var mask = Self()
        repeat { try mask.item(&rest, schema, text) } while take(",", &rest)
        return mask
    }

    private mutating func item(
        _ rest: inout ArraySlice<UInt8>, _ schema: FieldSchema, _ text: String
    ) throws(DriveError) {
        skipSpace(&rest)
        let name = rest.prefix { !",()/ ".utf8.contains($0) }
        rest = rest[name.endIndex...]
        skipSpace(&rest)
        let word = String(decoding: name, as: UTF8.self)
        guard !word.isEmpty else { throw Self.invalid(text) }
        guard let below = schema[word] else { throw Self.invalid(word) }
        let part: Self
        if Self.take("/", &rest) {
            var single = Self()
            try single.item(&rest, below, text)
            part = single
        } else if Self.take("(", &rest) {
            part = try Self.list(&rest, below, text)
            guard Self.take(")", &rest) else { throw Self.invalid(text) }
        } else {
            part = .all
        }
        skipSpace(&rest)
        if word == "*", part.isAll { isAll = true }
        members[word] = members[word]?.joined(part) ?? part
    }

    private func joined(_ other: Self) -> Self {
        if isAll || other.isAll { return .all }
        var joined = self
        for (name, part) in other.members { joined.members[name] = joined.members[name]?.joined(part) ?? part }
        return joined
    }

    private func skipSpace(_ rest: inout ArraySlice<UInt8>) { while rest.first == 0x20 { rest.removeFirst() } }

    private static func take(_ character: Character, _ rest: inout ArraySlice<UInt8>) -> Bool {
        guard rest.first == character.asciiValue else { return false }
        rest.removeFirst()
        return true
    }

    private static func invalid(_ field: String) -> DriveError {
        DriveError(
            400, "invalidParameter", "Invalid field selection \(field)", locationType: "parameter", location: "fields")
    }
}

/// The members that an answer can have, so that a mask which names another is refused.
indirect enum FieldSchema: Sendable {
    /// No members.
    case value
    /// Members of any name.
    case map
    /// These members.
    case object([String: FieldSchema])

    /// What a member is; `nil` when there is no such member.
    subscript(name: String) -> FieldSchema? {
        switch self {
        case .value: return nil
        case .map: return .value
        case .object(let members):
            guard name == "*" else { return members[name] }
            // A wildcard's members may be those of any member.
            var joined: [String: FieldSchema] = [:]
            for case .object(let below) in members.values { joined.merge(below) { first, _ in first } }
            return .object(joined)
        }
    }

    /// Members without members of their own, and then those with.
    init(_ values: String, _ objects: [String: FieldSchema] = [:]) {
        var members = objects
        for name in values.split(separator: " ") where members[String(name)] == nil { members[String(name)] = .value }
        self = .object(members)
    }
}
