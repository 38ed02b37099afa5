// SPDX-License-Identifier: Apache-2.0
import StewardCore

extension DriveFileDetails {
    var journal: JSON {
        var writer = JournalWriter()
        writer.text("description", description)
        writer.map("properties", properties)
        writer.map("appProperties", appProperties)
        writer.text("target", shortcutTarget)
        writer.text("targetType", shortcutTargetType)
        writer.text("key", resourceKey)
        writer.list("permissions", permissions.map(\.journal))
        writer.list("revisions", revisions.map(\.journal))
        writer.truth("keepsHead", keepsHeadForever)
        writer.number("viewed", viewedByMeTime)
        writer.number("shared", sharedWithMeTime)
        writer.number("trashed", trashedTime)
        writer.text("trashedBy", trashingUser)
        writer.text("original", originalFilename)
        writer.text("colour", folderColorRgb)
        writer.truth("copyRequiresWriter", copyRequiresWriterPermission)
        writer.truth("writersCannotShare", !writersCanShare)
        writer.text("text", indexableText)
        writer.truth("appData", isAppData)
        writer.truth("abusive", isAbusive)
        writer.truth("onlyMD5", hasOnlyMD5)
        return writer.json
    }

    init(journal json: JSON) {
        self.init()
        description = json["description"]?.string
        properties = json["properties"]?.stringMap ?? [:]
        appProperties = json["appProperties"]?.stringMap ?? [:]
        shortcutTarget = json["target"]?.string
        shortcutTargetType = json["targetType"]?.string
        resourceKey = json["key"]?.string
        permissions = (json["permissions"]?.array ?? []).compactMap { DrivePermission(journal: $0) }
        revisions = (json["revisions"]?.array ?? []).compactMap { DriveRevision(journal: $0) }
        keepsHeadForever = json["keepsHead"] != nil
        viewedByMeTime = json["viewed"]?.integer
        sharedWithMeTime = json["shared"]?.integer
        trashedTime = json["trashed"]?.integer
        trashingUser = json["trashedBy"]?.string
        originalFilename = json["original"]?.string
        folderColorRgb = json["colour"]?.string
        copyRequiresWriterPermission = json["copyRequiresWriter"] != nil
        writersCanShare = json["writersCannotShare"] == nil
        indexableText = json["text"]?.string
        isAppData = json["appData"] != nil
        isAbusive = json["abusive"] != nil
        hasOnlyMD5 = json["onlyMD5"] != nil
    }
}

extension DrivePermission {
    var journal: JSON {
        var writer = JournalWriter()
        writer.text("id", id)
        writer.text("type", type)
        writer.text("role", role.rawValue)
        writer.text("email", emailAddress)
        writer.text("domain", domain)
        writer.truth("discovery", allowFileDiscovery)
        writer.number("expires", expirationTime)
        return writer.json
    }

    init?(journal json: JSON) {
        guard let id = json["id"]?.string, let type = json["type"]?.string,
            let role = json["role"]?.string.flatMap({ DriveRole(rawValue: $0) })
        else { return nil }
        self.init(
            id: id, type: type, role: role, emailAddress: json["email"]?.string, domain: json["domain"]?.string)
        allowFileDiscovery = json["discovery"] != nil
        expirationTime = json["expires"]?.integer
    }
}

extension DriveRevision {
    var journal: JSON {
        var writer = JournalWriter()
        writer.text("id", id)
        writer.number("modified", modifiedTime)
        writer.text("type", mimeType)
        writer.value("content", content?.journal)
        writer.truth("keep", keepForever)
        writer.text("by", lastModifyingUser)
        writer.text("original", originalFilename)
        return writer.json
    }

    init?(journal json: JSON) {
        guard let id = json["id"]?.string, let modified = json["modified"]?.integer, let type = json["type"]?.string
        else { return nil }
        self.init(
            id: id, modifiedTime: modified, mimeType: type, content: json["content"].flatMap(StoredContent.init),
            keepForever: json["keep"] != nil, lastModifyingUser: json["by"]?.string ?? "",
            originalFilename: json["original"]?.string)
    }
}

extension DriveAccount {
    var journal: JSON {
        var writer = JournalWriter()
        writer.text("email", email)
        writer.text("name", displayName)
        writer.text("root", rootId)
        writer.number("limit", storageLimit)
        writer.number("elsewhere", usageElsewhere)
        return writer.json
    }

    init?(journal json: JSON) {
        guard let email = json["email"]?.string else { return nil }
        self.init(
            email, displayName: json["name"]?.string, storageLimit: json["limit"]?.integer,
            rootId: json["root"]?.string)
        usageElsewhere = json["elsewhere"]?.integer ?? 0
    }
}

extension SharedDrive {
    var journal: JSON {
        var writer = JournalWriter()
        writer.text("id", id)
        writer.text("name", name)
        writer.number("created", createdTime)
        writer.truth("hidden", isHidden)
        writer.text("colour", colorRgb)
        writer.text("theme", themeId)
        writer.map("restrictions", restrictions.mapValues { $0 ? "true" : "false" })
        return writer.json
    }

    init?(journal json: JSON) {
        guard let id = json["id"]?.string, let name = json["name"]?.string, let created = json["created"]?.integer
        else { return nil }
        self.init(id: id, name: name, createdTime: created)
        isHidden = json["hidden"] != nil
        colorRgb = json["colour"]?.string
        themeId = json["theme"]?.string
        restrictions = (json["restrictions"]?.stringMap ?? [:]).mapValues { $0 == "true" }
    }
}

extension DriveChange {
    var journal: JSON {
        var writer = JournalWriter()
        writer.text("id", id)
        writer.text("driveId", driveId)
        writer.number("time", time)
        writer.truth("drive", isDrive)
        writer.truth("removed", isRemoved)
        if let audience { writer.value("audience", .array(audience.map { .string($0) })) }
        return writer.json
    }

    init?(journal json: JSON) {
        guard let id = json["id"]?.string, let time = json["time"]?.integer else { return nil }
        self.init(
            id: id, driveId: json["driveId"]?.string, time: time, isDrive: json["drive"] != nil,
            isRemoved: json["removed"] != nil, audience: json["audience"]?.array.map { $0.compactMap(\.string) })
    }
}
