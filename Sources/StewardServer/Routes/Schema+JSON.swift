// SPDX-License-Identifier: Apache-2.0
import StewardCore

extension Schema {
    /// The schema in the words of JSON Schema. What has a name is referred to, and put into `components` once.
    func json(_ components: inout [String: JSON]) -> JSON {
        var members: [JSON.Member]
        switch kind {
        case .named(let name, let schema):
            if components[name] == nil {
                components[name] = .null
                components[name] = schema.json(&components)
            }
            members = [JSON.Member("$ref", .string("#/components/schemas/\(name)"))]
            if isNullable { members = [JSON.Member("anyOf", [.object(members), ["type": "null"]])] }
        case .either(let schemas):
            var all = schemas.map { $0.json(&components) }
            if isNullable { all.append(["type": "null"]) }
            members = [JSON.Member("anyOf", .array(all))]
        case .anything:
            members = []
        default:
            members = [JSON.Member("type", isNullable ? [.string(typeName), "null"] : .string(typeName))]
            members += limits(&components)
        }
        if let meaning { members.append(JSON.Member("description", .string(meaning))) }
        if let standard { members.append(JSON.Member("default", standard)) }
        return .object(members)
    }

    private var typeName: String {
        switch kind {
        case .object, .map: "object"
        case .array: "array"
        case .string: "string"
        case .integer: "integer"
        case .number: "number"
        case .boolean: "boolean"
        case .either, .anything, .named: ""
        }
    }

    /// What stands beside the type.
    private func limits(_ components: inout [String: JSON]) -> [JSON.Member] {
        switch kind {
        case .object(let members):
            let required = members.filter(\.isRequired).map { JSON.string($0.name) }
            let properties = members.map { JSON.Member($0.name, $0.schema.json(&components)) }
            return [JSON.Member("properties", .object(properties)), JSON.Member("additionalProperties", false)]
                + (required.isEmpty ? [] : [JSON.Member("required", .array(required))])
        case .map(let values):
            return [JSON.Member("additionalProperties", values.json(&components))]
        case .array(let elements, let most):
            return [JSON.Member("items", elements.json(&components))]
                + Self.limit("maxItems", most.map { .integer(Int64($0)) })
        case .string(let text): return limits(of: text)
        case .integer(let least, let most):
            return Self.limit("minimum", least.map(JSON.integer)) + Self.limit("maximum", most.map(JSON.integer))
        case .number(let least, let most):
            return Self.limit("minimum", least.map(JSON.number)) + Self.limit("maximum", most.map(JSON.number))
        default: return []
        }
    }

    private func limits(of text: Text) -> [JSON.Member] {
        let values = text.values.map(JSON.string) + (isNullable && !text.values.isEmpty ? [.null] : [])
        return Self.limit("enum", values.isEmpty ? nil : .array(values))
            + Self.limit("format", text.form?.format.map(JSON.string))
            + Self.limit("pattern", text.form.map { .string($0.pattern) })
            + Self.limit("minLength", text.least.map { .integer(Int64($0)) })
            + Self.limit("maxLength", text.most.map { .integer(Int64($0)) })
    }

    private static func limit(_ name: String, _ value: JSON?) -> [JSON.Member] {
        value.map { [JSON.Member(name, $0)] } ?? []
    }
}
