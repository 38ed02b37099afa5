// SPDX-License-Identifier: Apache-2.0
import StewardCore

extension DriveMetadata {
    /// Reads a File resource as a request carries it. What only the service sets is ignored, as the service does.
    /// - Throws: 400 for a wrong type, a time that is none, a property over 124 bytes.
    init(parsing bytes: [UInt8]) throws(DriveError) {
        self.init()
        guard bytes.contains(where: { $0 > 0x20 }) else { return }
        let json: JSON
        do { json = try JSON(parsing: bytes) } catch { throw .parse }
        guard let members = json.members else { throw .parse }
        for member in members { try set(member.key, member.value) }
    }

    private mutating func set(_ key: String, _ value: JSON) throws(DriveError) {
        if value == .null, !["properties", "appProperties"].contains(key) { return }
        switch key {
        case "id": id = try Self.text(key, value)
        case "name": name = try Self.text(key, value)
        case "mimeType": mimeType = try Self.text(key, value)
        case "description": description = try Self.text(key, value)
        case "originalFilename": originalFilename = try Self.text(key, value)
        case "folderColorRgb": folderColorRgb = try Self.text(key, value)
        case "trashed": trashed = try Self.truth(key, value)
        case "starred": starred = try Self.truth(key, value)
        case "copyRequiresWriterPermission": copyRequiresWriterPermission = try Self.truth(key, value)
        case "writersCanShare": writersCanShare = try Self.truth(key, value)
        case "createdTime": createdTime = try Self.time(key, value)
        case "modifiedTime": modifiedTime = try Self.time(key, value)
        case "viewedByMeTime": viewedByMeTime = try Self.time(key, value)
        case "properties": properties = try Self.map(key, value)
        case "appProperties": appProperties = try Self.map(key, value)
        case "shortcutDetails": shortcutTarget = value["targetId"]?.string
        case "contentHints":
            indexableText = value["indexableText"]?.string
            guard (indexableText?.utf8.count ?? 0) <= 128 * 1024 else { throw .invalid(key) }
        case "parents":
            guard let list = value.array else { throw .parse }
            var ids: [String] = []
            for item in list { ids.append(try Self.text(key, item)) }
            parents = ids
        default: break
        }
    }

    private static func text(_ key: String, _ value: JSON) throws(DriveError) -> String {
        guard let text = value.string else { throw .wrongType(key) }
        return text
    }
    private static func truth(_ key: String, _ value: JSON) throws(DriveError) -> Bool {
        guard let truth = value.bool else { throw .wrongType(key) }
        return truth
    }
    private static func time(_ key: String, _ value: JSON) throws(DriveError) -> Int64 {
        guard let text = value.string, let time = DriveTime.parse(text) else {
            throw .badRequest("Invalid value for: Invalid format: \"\(value.string ?? "")\"")
        }
        return time
    }
    private static func map(_ key: String, _ value: JSON) throws(DriveError) -> [String: String?] {
        if value == .null { return [:] }
        guard let members = value.members else { throw .wrongType(key) }
        var map: [String: String?] = [:]
        for member in members {
            guard member.value == .null || member.value.string != nil else { throw .wrongType(key) }
            guard member.key.utf8.count + (member.value.string?.utf8.count ?? 0) <= 124 else {
                throw DriveError(
                    403, "propertyEntryTooLong",
                    "A property's key and value must not be longer than 124 bytes together in UTF-8.")
            }
            map.updateValue(member.value.string, forKey: member.key)
        }
        return map
    }
}

extension DriveError {
    /// The body is no JSON object.
    static var parse: Self { Self(400, "parseError", "Parse Error") }
    /// A member of the body has the wrong type.
    static func wrongType(_ key: String) -> Self {
        Self(400, "invalid", "Invalid value at '\(key)'", locationType: "other", location: key)
    }
}
