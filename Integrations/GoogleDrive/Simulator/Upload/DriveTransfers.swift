// SPDX-License-Identifier: Apache-2.0
import Foundation
import Synchronization

/// What uploads, downloads and public pages share.
public final class DriveTransfers: Sendable {
    /// Resumable uploads under way, and where content is written.
    let sessions: UploadSessions
    /// Exports that were asked for as long-running operations.
    let operations = DownloadOperations()
    /// The cookie that visitors without an account get.
    let visitorCookie: String
    private let settings = Mutex(PublicSettings())

    init(state: DriveState, digests: DigestKinds = .all) {
        sessions = UploadSessions(folder: state.contentFolder, digests: digests)
        visitorCookie = UUID().uuidString.filter { $0 != "-" }
    }

    /// How the pages for visitors without an account behave.
    public var publicSettings: PublicSettings {
        get { settings.withLock { $0 } }
        set { settings.withLock { $0 = newValue } }
    }

    /// Ends every resumable upload, as if their weeks were over.
    public func expireUploads() { sessions.expireAll() }
}
