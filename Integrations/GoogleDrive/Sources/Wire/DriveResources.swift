// SPDX-License-Identifier: Apache-2.0
package import StewardCore

/// Who may do what with a file. Source: Drive API v3, resource `permissions`, 2026-11.
package struct DrivePermission: Sendable, Hashable {
    package var id = ""
    package var type = ""
    package var role = ""
    package var emailAddress: String?
    package var domain: String?

    package init(_ reader: inout JSONReader) throws(JSONError) {
        var id: String?
        try reader.beginObject()
        while let key = try reader.nextKey() {
            switch key {
            case "id": id = try reader.readString()
            case "type": type = try reader.readString()
            case "role": role = try reader.readString()
            case "emailAddress": emailAddress = try reader.readString()
            case "domain": domain = try reader.readString()
            default: try reader.skipValue()
            }
        }
        self.id = try id.required("id", reader)
    }
}

/// A shared drive. Source: Drive API v3, resource `drives`, 2026-11.
package struct SharedDrive: Sendable, Hashable {
    package var id = ""
    package var name = ""

    package init(_ reader: inout JSONReader) throws(JSONError) {
        var id: String?
        try reader.beginObject()
        while let key = try reader.nextKey() {
            switch key {
            case "id": id = try reader.readString()
            case "name": name = try reader.readString()
            default: try reader.skipValue()
            }
        }
        self.id = try id.required("id", reader)
    }
}

/// One state of a file's content. Source: Drive API v3, resource `revisions`, 2026-11.
package struct DriveRevision: Sendable, Hashable {
    package var id = ""
    package var size: Int64?
    package var md5: String?
    package var keepForever = false

    package init(_ reader: inout JSONReader) throws(JSONError) {
        var id: String?
        try reader.beginObject()
        while let key = try reader.nextKey() {
            switch key {
            case "id": id = try reader.readString()
            case "size": size = try reader.readInt64Text()
            case "md5Checksum": md5 = try reader.readString()
            case "keepForever": keepForever = try reader.readBool()
            default: try reader.skipValue()
            }
        }
        self.id = try id.required("id", reader)
    }
}

/// A page of a list whose items stand under one key.
package struct DrivePage<Item: Sendable>: Sendable {
    package var items: [Item] = []
    package var nextPageToken: String?

    /// Reads the page; `key` is what the items stand under.
    package init(
        _ reader: inout JSONReader, key: StaticString, _ item: (inout JSONReader) throws(JSONError) -> Item
    ) throws(JSONError) {
        var hasItems = false
        try reader.beginObject()
        while let found = try reader.nextKey() {
            if key ~= found {
                hasItems = true
                try reader.beginArray()
                while try reader.nextElement() { items.append(try item(&reader)) }
            } else if case "nextPageToken" = found {
                nextPageToken = try reader.readString()
            } else {
                try reader.skipValue()
            }
        }
        guard hasItems else { throw reader.error(.missingKey, "The member \(key) is missing.") }
    }
}

/// Work that goes on at the service. Source: Drive API v3, resource `operations`, 2026-11.
package struct DriveOperation: Sendable, Hashable {
    package var name = ""
    package var isDone = false
    package var downloadUri: String?
    package var errorMessage: String?

    package init(_ reader: inout JSONReader) throws(JSONError) {
        try reader.beginObject()
        while let key = try reader.nextKey() {
            switch key {
            case "name": name = try reader.readString()
            case "done": isDone = try reader.readBool()
            case "response":
                try reader.beginObject()
                while let key = try reader.nextKey() {
                    if case "downloadUri" = key { downloadUri = try reader.readString() }
                }
            case "error":
                try reader.beginObject()
                while let key = try reader.nextKey() {
                    if case "message" = key { errorMessage = try reader.readString() }
                }
            default: try reader.skipValue()
            }
        }
    }
}
