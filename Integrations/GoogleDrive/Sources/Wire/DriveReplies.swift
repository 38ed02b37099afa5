// SPDX-License-Identifier: Apache-2.0
package import StewardCore

/// A page of `files.list`.
package struct DriveFileList: Sendable, Hashable {
    package var files: [DriveFile] = []
    package var nextPageToken: String?
    package var incompleteSearch = false

    package init(_ reader: inout JSONReader) throws(JSONError) {
        var hasFiles = false
        try reader.beginObject()
        while let key = try reader.nextKey() {
            switch key {
            case "files":
                hasFiles = true
                try reader.beginArray()
                while try reader.nextElement() { files.append(try DriveFile(&reader)) }
            case "nextPageToken": nextPageToken = try reader.readString()
            case "incompleteSearch": incompleteSearch = try reader.readBool()
            default: try reader.skipValue()
            }
        }
        guard hasFiles else { throw reader.error(.missingKey, "The member files is missing.") }
    }
}

/// The reply of `files.generateIds`.
package struct DriveGeneratedIDs: Sendable, Hashable {
    package var ids: [String] = []

    package init(_ reader: inout JSONReader) throws(JSONError) {
        try reader.beginObject()
        while let key = try reader.nextKey() {
            if case "ids" = key { ids = try reader.readStrings() } else { try reader.skipValue() }
        }
    }
}

/// The reply of `about.get`.
package struct DriveAbout: Sendable, Hashable {
    package var emailAddress: String?
    package var limit: Int64?
    package var usage: Int64?
    package var usageInDrive: Int64?
    package var usageInDriveTrash: Int64?
    package var exportFormats: [String: [String]] = [:]

    package init(_ reader: inout JSONReader) throws(JSONError) {
        try reader.beginObject()
        while let key = try reader.nextKey() {
            switch key {
            case "storageQuota": try readQuota(&reader)
            case "exportFormats": exportFormats = try reader.readStringLists()
            case "user":
                try reader.beginObject()
                while let key = try reader.nextKey() {
                    if case "emailAddress" = key { emailAddress = try reader.readString() }
                }
            default: try reader.skipValue()
            }
        }
    }

    private mutating func readQuota(_ reader: inout JSONReader) throws(JSONError) {
        try reader.beginObject()
        while let key = try reader.nextKey() {
            switch key {
            case "limit": limit = try reader.readInt64Text()
            case "usage": usage = try reader.readInt64Text()
            case "usageInDrive": usageInDrive = try reader.readInt64Text()
            case "usageInDriveTrash": usageInDriveTrash = try reader.readInt64Text()
            default: try reader.skipValue()
            }
        }
    }
}

/// The reply of `changes.getStartPageToken`.
package struct DriveStartPageToken: Sendable, Hashable {
    package var startPageToken = ""

    package init(_ reader: inout JSONReader) throws(JSONError) {
        var token: String?
        try reader.beginObject()
        while let key = try reader.nextKey() {
            if case "startPageToken" = key { token = try reader.readString() } else { try reader.skipValue() }
        }
        startPageToken = try token.required("startPageToken", reader)
    }
}

/// A page of `changes.list`.
package struct DriveChangeList: Sendable, Hashable {
    package var changes: [Change] = []
    package var nextPageToken: String?
    package var newStartPageToken: String?

    /// One change of a file or of a shared drive.
    package struct Change: Sendable, Hashable {
        package var changeType = "file"
        package var fileId: String?
        package var removed = false
        package var file: DriveFile?

        init(_ reader: inout JSONReader) throws(JSONError) {
            try reader.beginObject()
            while let key = try reader.nextKey() {
                switch key {
                case "changeType": changeType = try reader.readString()
                case "fileId": fileId = try reader.readString()
                case "removed": removed = try reader.readBool()
                case "file": file = try DriveFile(&reader)
                default: try reader.skipValue()
                }
            }
        }
    }

    package init(_ reader: inout JSONReader) throws(JSONError) {
        try reader.beginObject()
        while let key = try reader.nextKey() {
            switch key {
            case "changes":
                try reader.beginArray()
                while try reader.nextElement() { changes.append(try Change(&reader)) }
            case "nextPageToken": nextPageToken = try reader.readString()
            case "newStartPageToken": newStartPageToken = try reader.readString()
            default: try reader.skipValue()
            }
        }
        guard nextPageToken != nil || newStartPageToken != nil else {
            throw reader.error(.missingKey, "Neither nextPageToken nor newStartPageToken is there.")
        }
    }
}
