// SPDX-License-Identifier: Apache-2.0
public import StewardCore
public import StewardIntegration

extension GoogleDrive: FileSearching {
    /// Up to 1000 files that fit.
    ///
    /// - Throws: `conflict` when the service no longer knows the place of `page`: begin the search again;
    ///   `unavailable` when the service says that it did not look everywhere.
    public func search(_ query: FileQuery, after page: String?) async throws -> Page<StoredFile> {
        var options = GoogleDriveClient.ListOptions(DriveQuery.text(query), pageToken: page)
        options.folders = query.folder.map { [$0] } ?? []
        let list = try await client.completeList(options)
        // The service takes upper and lower case as one.
        let fitting = query.name.map { name in
            list.files.filter { $0.name.unicodeScalars.elementsEqual(name.unicodeScalars) }
        }
        return Page(items: (fitting ?? list.files).map(\.stored), next: list.nextPageToken)
    }

    /// What is directly in these folders, 50 of them in a query.
    ///
    /// The service is known to answer such queries with nothing at times (Google issue tracker 149522397). So whenever
    /// more than one folder of a query looks empty, each of them is asked about alone. A list whose place is lost
    /// begins again, and what was given already is left out.
    public func children(of folders: [String]) -> AsyncThrowingStream<[StoredFile], any Error> {
        let client = client
        let state = FolderTraversal(folders)
        return AsyncThrowingStream {
            try await state.next(client)?.map(\.stored)
        }
    }
}

extension GoogleDriveClient {
    /// `files.list`, which must be complete.
    /// - Throws: `unavailable` when the service says that it did not look everywhere.
    func completeList(_ options: ListOptions) async throws(IntegrationError) -> DriveFileList {
        let list = try await listFiles(options)
        guard !list.incompleteSearch else {
            throw IntegrationError(
                .unavailable,
                "Google Drive says that its list is incomplete; try again later, or name one shared drive in the "
                    + "setting `\(GoogleDriveConfiguration.driveKey)`.")
        }
        return list
    }
}
