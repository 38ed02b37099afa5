// SPDX-License-Identifier: Apache-2.0
public import StewardCore

extension Manifest {
    /// As `steward integrations describe --json` prints it. Member names only grow.
    public var json: JSON {
        .object([
            .init("id", .string(id)), .init("name", .string(name)), .init("summary", .string(summary)),
            .init("serviceVersion", .string(serviceVersion)),
            .init("hosts", .array(hosts.map { ["name": .string($0.name), "setting": .string($0.setting)] })),
            .init(
                "credential",
                ["kind": .string(credential.kind), "scopes": .array(credential.scopes.map { .string($0) })]),
            .init("capabilities", .array(capabilities.map { .string($0.id) })),
            .init("limits", .array(limits.map { ["summary": .string($0.summary), "link": .string($0.link)] })),
            .init("tier", .string(tier.rawValue)),
            .init("settings", .array(settings.map(\.json))),
            .init(
                "remedies",
                .array(
                    remedies.map {
                        ["codes": .array($0.codes.map { .string($0.description) }), "text": .string($0.text)]
                    })),
        ])
    }
}

extension ConfigurationField {
    /// The field as data, for web forms and other programs. Member names only grow.
    public var json: JSON {
        var members: [JSON.Member] = [
            .init("key", .string(key)), .init("kind", .string(kind.name)), .init("help", .string(help)),
            .init("required", .bool(required)), .init("secret", .bool(secret)), .init("since", .string(since)),
        ]
        if case .choice(let choices) = kind { members.append(.init("choices", .array(choices.map { .string($0) }))) }
        if case .integer(let range) = kind {
            members.append(.init("minimum", .integer(Int64(range.lowerBound))))
            members.append(.init("maximum", .integer(Int64(range.upperBound))))
        }
        if isFile { members.append(.init("file", true)) }
        if let value = defaultValue { members.append(.init("default", .string(value))) }
        if let deprecated { members.append(.init("deprecated", .string(deprecated))) }
        return .object(members)
    }
}
