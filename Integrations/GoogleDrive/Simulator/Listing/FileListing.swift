// SPDX-License-Identifier: Apache-2.0
import StewardCore
import StewardSimulation

/// `files.list`. Source: Drive API v3 reference, files.list, 2026-11.
struct FileListing: Sendable {
    private enum Corpora: String { case user, domain, drive, allDrives }

    private let call: DriveCall
    private let query: DriveQuery?
    private let order: FileOrder?
    private let corpora: Corpora
    private let driveId: String?
    private let includesDrives: Bool
    private let spaces: Set<String>
    private let pageSize: Int
    private let token: PageToken?
    private let fingerprint: UInt64

    static func reply(_ call: DriveCall) throws(DriveError) -> SimulatedReply {
        try FileListing(call).reply()
    }

    private init(_ call: DriveCall) throws(DriveError) {
        self.call = call
        let root = call.state.account(call.viewer.account)?.rootId ?? "root"
        query = try call.text("q").map { text throws(DriveError) in
            try QueryParser.parse(text).replacing(parent: "root", by: root)
        }
        order = try call.text("orderBy").map { text throws(DriveError) in try FileOrder(parsing: text) }
        if order != nil, query?.hasFullText == true {
            throw .badRequest(
                "Sorting is not supported for queries with fullText terms. Results are always in "
                    + "descending relevance order.")
        }
        guard let corpora = Corpora(rawValue: call.text("corpora") ?? "user") else { throw .invalid("corpora") }
        self.corpora = corpora
        driveId = call.text("driveId") ?? call.text("teamDriveId")
        includesDrives = try call.truth(
            "includeItemsFromAllDrives", default: try call.truth("includeTeamDriveItems"))
        try Self.check(corpora, driveId, includesDrives, call)
        spaces = Set((call.text("spaces") ?? "drive").split(separator: ",").map(String.init))
        guard spaces.isSubset(of: ["drive", "appDataFolder", "photos"]) else { throw .invalid("spaces") }
        let standard = call.simulator.options.defaultPageSize
        let asked = try call.number("pageSize", in: 1...1000, default: standard)
        pageSize = min(asked, call.simulator.pageLimit(call.name) ?? asked)
        let fingerprint =
            DriveID.fnv(
                ["q", "orderBy", "corpora", "driveId", "spaces"].map { call.text($0) ?? "" }.joined(separator: "\n")
                    .utf8)
            ^ DriveID.fnv(call.viewer.account.utf8)
        self.fingerprint = fingerprint
        token = try call.text("pageToken").map { text throws(DriveError) in
            guard !call.simulator.faults.hits(.pageTokenRejected, call.name),
                let token = PageToken(text), token.fingerprint == fingerprint
            else { throw .invalid("pageToken") }
            return token
        }
    }

    private static func check(
        _ corpora: Corpora, _ driveId: String?, _ includesDrives: Bool, _ call: DriveCall
    ) throws(DriveError) {
        guard (corpora == .drive) == (driveId != nil) else {
            throw .invalid(
                "driveId", "The driveId parameter must be specified if and only if corpora is set to drive.")
        }
        if includesDrives, !call.viewer.supportsAllDrives {
            throw .invalid(
                "includeItemsFromAllDrives",
                "The includeItemsFromAllDrives parameter can be true only when supportsAllDrives is true.")
        }
        if corpora == .drive || corpora == .allDrives, !includesDrives {
            throw .invalid(
                "corpora",
                "The includeItemsFromAllDrives parameter must be true when corpora is drive or allDrives.")
        }
    }

    private func reply() throws(DriveError) -> SimulatedReply {
        let mask = try call.mask(
            .fileList, FieldMask(["kind", "nextPageToken", "incompleteSearch"]).adding("files", FileFields.standard))
        let faults = call.simulator.faults
        let isEmpty = (query?.parentTerms ?? 0) > 1 && faults.hits(.emptyMultiParent, call.name)
        let isIncomplete = faults.hits(.incompleteSearch, call.name)
        let isCut = faults.hits(.truncatedList, call.name)
        return try call.state.locked { storage throws(DriveError) in
            if let driveId { _ = try storage.member(of: driveId, call.viewer) }
            let page = isEmpty ? ([], nil) : try page(&storage)
            var writer = call.writer
            writer.begin()
            if mask["kind"] != nil { writer.member("kind", "drive#fileList") }
            if mask["nextPageToken"] != nil, !isCut { writer.member("nextPageToken", page.1) }
            if mask["incompleteSearch"] != nil {
                writer.key("incompleteSearch")
                writer.bool(isIncomplete)
            }
            if let files = mask["files"] {
                let fields = FileFields(files, call)
                writer.key("files")
                writer.begin("[")
                for entry in page.0 {
                    writer.element()
                    fields.write(entry, in: storage, to: &writer)
                }
                writer.end("]")
            }
            writer.end()
            return SimulatedReply.drive(writer.out)
        }
    }

    private func page(_ storage: inout DriveStorage) throws(DriveError) -> ([DriveEntry], String?) {
        for parent in query?.namedParents ?? [] where parent != "appDataFolder" {
            _ = try storage.visibleParent(parent, call.viewer)
        }
        return order == nil ? ageOrdered(storage) : try sorted(&storage)
    }

    /// In the order of creation: a token is the place of the last file.
    private func ageOrdered(_ storage: DriveStorage) -> ([DriveEntry], String?) {
        var found: [DriveEntry] = []
        let after = token?.place ?? -1
        func take(_ serial: Int) -> Bool {
            guard let entry = storage.entry(at: serial), includes(entry, storage) else { return true }
            found.append(entry)
            return found.count <= pageSize
        }
        if let candidates = candidates(storage) {
            for serial in candidates[candidates.firstPlace { $0 > after }...] where !take(serial) { break }
        } else {
            var serial = after + 1
            while serial < storage.slots.count, take(serial) { serial += 1 }
        }
        guard found.count > pageSize else { return (found, nil) }
        found.removeLast()
        let last = found.last?.serial ?? after
        return (found, PageToken(place: last, list: 0, fingerprint: fingerprint).text)
    }

    /// In the order asked for: the whole list is kept, and a token is a place in it.
    private func sorted(_ storage: inout DriveStorage) throws(DriveError) -> ([DriveEntry], String?) {
        let list: (token: String, serials: [Int])
        var start = 0
        if let token {
            guard let kept = storage.sortedLists.last(where: { $0.token == String(token.list) }) else {
                throw .invalid("pageToken")
            }
            list = kept
            start = token.place
        } else {
            let serials = candidates(storage) ?? Array(storage.slots.indices)
            let entries = serials.compactMap { storage.entry(at: $0) }.filter { includes($0, storage) }
            let ordered = order?.sorted(entries) ?? entries
            list = (String(UInt32(truncatingIfNeeded: storage.generator.next()) | 1), ordered.map(\.serial))
            if ordered.count > pageSize {
                storage.sortedLists.append(list)
                if storage.sortedLists.count > 64 { storage.sortedLists.removeFirst() }
            }
        }
        let end = min(start + pageSize, list.serials.count)
        let entries = list.serials[min(start, end)..<end].compactMap { storage.entry(at: $0) }
        guard end < list.serials.count, let number = UInt32(list.token) else { return (entries, nil) }
        return (entries, PageToken(place: end, list: number, fingerprint: fingerprint).text)
    }

    /// Places that can match by what the query says of folders; `nil` for all.
    private func candidates(_ storage: DriveStorage) -> [Int]? {
        guard let parents = query?.parents, !parents.contains("appDataFolder") else { return nil }
        let lists = parents.compactMap { storage.entry($0).map { storage.children(of: $0.serial) } }
        return lists.count == 1 ? lists[0] : lists.flatMap { $0 }.sorted()
    }

    private func includes(_ entry: DriveEntry, _ storage: DriveStorage) -> Bool {
        let file = entry.file
        guard !entry.isRoot, spaces.contains(isAppData(file) ? "appDataFolder" : "drive") else { return false }
        switch corpora {
        case .user, .domain: if file.driveId != nil, !includesDrives || query?.parents == nil { return false }
        case .drive: guard file.driveId == driveId else { return false }
        case .allDrives: break
        }
        guard query?.matches(entry, call.viewer, storage) ?? true else { return false }
        return storage.role(for: call.viewer, of: entry, countsLinks: query?.parents != nil) != nil
    }

    private func isAppData(_ file: DriveFile) -> Bool { file.hasDetails && file.details.isAppData }
}
