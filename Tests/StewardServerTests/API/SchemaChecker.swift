// SPDX-License-Identifier: Apache-2.0
import StewardCore

/// Checks a value against a schema of the description, by the words of JSON Schema that the description uses. A word
/// that it does not know is an error, so that nothing is believed to be checked that is not.
struct SchemaChecker {
    /// The schemas that have a name.
    let components: JSON

    private static let known: Set<String> = [
        "$ref", "type", "description", "properties", "required", "additionalProperties", "items", "maxItems", "enum",
        "format", "pattern", "minLength", "maxLength", "minimum", "maximum", "anyOf", "default",
    ]

    /// What is wrong, each with its place; none when the value is as described.
    func complaints(_ value: JSON, _ schema: JSON, at place: String = "$") -> [String] {
        let words = schema.members ?? []
        if let odd = words.first(where: { !Self.known.contains($0.key) }) {
            return ["\(place): unknown word \(odd.key)"]
        }
        if let name = schema["$ref"]?.string?.split(separator: "/").last {
            guard let named = components[String(name)] else { return ["\(place): no schema \(name)"] }
            return complaints(value, named, at: place)
        }
        if let several = schema["anyOf"]?.array {
            let all = several.map { complaints(value, $0, at: place) }
            return all.contains([]) ? [] : ["\(place): none of \(several.count)"] + (all.first ?? [])
        }
        guard let type = schema["type"] else { return [] }
        let types = type.array?.compactMap(\.string) ?? [type.string ?? ""]
        guard let kind = types.first(where: { Self.isOf($0, value) }) else {
            return ["\(place): \(Self.name(value)) instead of \(types.joined(separator: " or "))"]
        }
        return (kind == "null" ? [] : limits(value, schema, kind, place)) + oneOf(value, schema, place)
    }

    private func oneOf(_ value: JSON, _ schema: JSON, _ place: String) -> [String] {
        guard let values = schema["enum"]?.array, !values.contains(value) else { return [] }
        return ["\(place): \(value.string ?? "it") is none of those that there may be"]
    }

    private func limits(_ value: JSON, _ schema: JSON, _ kind: String, _ place: String) -> [String] {
        switch kind {
        case "object": object(value, schema, place)
        case "array": array(value.array ?? [], schema, place)
        case "string": text(value.string ?? "", schema, place)
        case "integer", "number": number(value, schema, place)
        default: []
        }
    }

    private func object(_ value: JSON, _ schema: JSON, _ place: String) -> [String] {
        var found: [String] = []
        for name in (schema["required"]?.array ?? []).compactMap(\.string) where value[name] == nil {
            found.append("\(place): “\(name)” is missing")
        }
        for member in value.members ?? [] {
            let below = "\(place).\(member.key)"
            if let schema = schema["properties"]?[member.key] {
                found += complaints(member.value, schema, at: below)
            } else if let others = schema["additionalProperties"] {
                if others == .bool(false) {
                    found.append("\(below) is not described")
                } else {
                    found += complaints(member.value, others, at: below)
                }
            }
        }
        return found
    }

    private func array(_ elements: [JSON], _ schema: JSON, _ place: String) -> [String] {
        var found: [String] = []
        if let most = schema["maxItems"]?.integer, elements.count > most { found.append("\(place): too many") }
        guard let items = schema["items"] else { return found + ["\(place): the elements are not described"] }
        for (index, element) in elements.enumerated() { found += complaints(element, items, at: "\(place)[\(index)]") }
        return found
    }

    private func text(_ text: String, _ schema: JSON, _ place: String) -> [String] {
        var found: [String] = []
        let length = text.unicodeScalars.count
        if let least = schema["minLength"]?.integer, length < least { found.append("\(place): too short") }
        if let most = schema["maxLength"]?.integer, length > most { found.append("\(place): too long") }
        if let pattern = schema["pattern"]?.string {
            let matches = (try? Regex(pattern)).flatMap { try? $0.firstMatch(in: text) } != nil
            if !matches { found.append("\(place): “\(text)” does not match \(pattern)") }
        }
        return found
    }

    private func number(_ value: JSON, _ schema: JSON, _ place: String) -> [String] {
        guard let number = Self.number(value) else { return [] }
        var found: [String] = []
        if let least = schema["minimum"].flatMap(Self.number), number < least { found.append("\(place): too small") }
        if let most = schema["maximum"].flatMap(Self.number), number > most { found.append("\(place): too large") }
        return found
    }

    private static func number(_ value: JSON) -> Double? {
        if let integer = value.integer { return Double(integer) }
        if case .number(let number) = value { return number }
        return nil
    }

    private static func isOf(_ type: String, _ value: JSON) -> Bool {
        switch (type, value) {
        case ("null", .null), ("boolean", .bool), ("string", .string), ("array", .array), ("object", .object),
            ("integer", .integer), ("number", .integer), ("number", .number):
            true
        default: false
        }
    }

    private static func name(_ value: JSON) -> String {
        ["null", "boolean", "string", "integer", "number", "array", "object"].first { isOf($0, value) } ?? "something"
    }
}
