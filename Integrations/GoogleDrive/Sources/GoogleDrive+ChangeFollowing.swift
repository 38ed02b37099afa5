// SPDX-License-Identifier: Apache-2.0
import StewardCore
public import StewardIntegration

extension GoogleDrive: ChangeFollowing {
    /// The token of now. It does not expire.
    public func changeToken() async throws -> String { try await client.startPageToken() }

    /// Up to 1000 changes. Changes of shared drives themselves are left out.
    ///
    /// - Throws: `conflict` when the service no longer knows the token: take a new one and list everything again.
    public func changes(since token: String) async throws -> ChangePage {
        let list = try await client.changes(token)
        let changes = list.changes.compactMap { change -> ChangePage.Change? in
            guard change.changeType == "file", let id = change.fileId ?? change.file?.id else { return nil }
            return ChangePage.Change(id: id, file: change.removed ? nil : change.file?.stored)
        }
        if let next = list.nextPageToken { return ChangePage(changes: changes, next: next, isLast: false) }
        guard let next = list.newStartPageToken else {
            throw IntegrationError(
                .malformedReply, "Google Drive's list of changes has neither an end nor a next page.")
        }
        return ChangePage(changes: changes, next: next, isLast: true)
    }
}
