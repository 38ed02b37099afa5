// SPDX-License-Identifier: Apache-2.0
import StewardCore

/// Goes through the content of many folders with few calls, one page at a time.
actor FolderTraversal {
    /// Folders a query.
    private static let groupSize = 50
    /// How often one list may lose its place.
    private static let restarts = 5

    private var groups: [[String]]
    private var current: Query?

    /// One query on its way.
    private struct Query {
        let folders: [String]
        var pageToken: String?
        var withContent: Set<String> = []
        /// What was given already, kept while the list may have to begin again.
        var given: Set<String> = []
        var restarts = 0
    }

    init(_ folders: [String]) {
        // Taken from the end, so the first come last.
        groups = stride(from: 0, to: folders.count, by: Self.groupSize).reversed()
            .map { Array(folders[$0..<min($0 + Self.groupSize, folders.count)]) }
    }

    /// The next page that holds something; `nil` at the end.
    func next(_ client: GoogleDriveClient) async throws(IntegrationError) -> [DriveFile]? {
        while true {
            if Task.isCancelled { throw IntegrationError(.cancelled, "The list of folders was cancelled.") }
            guard let query = current ?? groups.popLast().map({ Query(folders: $0) }) else { return nil }
            let page = try await page(query, client)
            if !page.isEmpty { return page }
        }
    }

    private func page(_ query: Query, _ client: GoogleDriveClient) async throws(IntegrationError) -> [DriveFile] {
        var query = query
        var options = GoogleDriveClient.ListOptions(
            DriveQuery.children(of: query.folders), pageToken: query.pageToken)
        options.folders = query.folders
        let list: DriveFileList
        do throws(IntegrationError) {
            list = try await client.completeList(options)
        } catch {
            guard error.refusal?.isPageToken == true, query.pageToken != nil, query.restarts < Self.restarts else {
                throw error
            }
            query.pageToken = nil
            query.restarts += 1
            current = query
            return []
        }
        let fresh = list.files.filter { query.given.insert($0.id).inserted }
        for file in fresh { query.withContent.formUnion(file.parents) }
        query.pageToken = list.nextPageToken
        current = query
        if list.nextPageToken == nil { finish(query) }
        return fresh
    }

    /// Ends a query, and doubts what looks empty.
    private func finish(_ query: Query) {
        current = nil
        let empty = query.folders.filter { !query.withContent.contains($0) }
        guard query.folders.count > 1, empty.count > 1 else { return }
        groups += empty.reversed().map { [$0] }
    }
}
