// SPDX-License-Identifier: Apache-2.0

/// Something that goes wrong in Drive itself, and is said in Drive's words.
public struct DriveFault: Sendable, Hashable {
    /// What goes wrong.
    public var kind: Kind
    /// Which calls: the name of the method in the reference, as `files.list`, or a beginning with `*`. Reading content
    /// is `files.get.media` and `revisions.get.media`.
    public var method: String
    /// Which file; `nil`: any.
    public var fileId: String?
    /// How many fitting calls pass unharmed first.
    public var skip: Int
    /// How many calls it hits; `nil`: all from then on.
    public var count: Int?

    /// Makes a fault.
    public init(_ kind: Kind, method: String = "*", fileId: String? = nil, skip: Int = 0, count: Int? = nil) {
        self.kind = kind
        self.method = method
        self.fileId = fileId
        self.skip = skip
        self.count = count
    }

    /// What can go wrong.
    public enum Kind: Sendable, Hashable {
        /// This answer in place of the true one: any reason of the "Resolve errors" guide (``DriveFaults/error(_:)``).
        case reason(String, status: Int?, message: String?, retryAfter: Int?)
        /// The call is done, and then the connection is closed in the middle of the answer.
        case replyLost
        /// A page token is refused with 400, as when it has expired.
        case pageTokenRejected
        /// A list says `incompleteSearch: true`.
        case incompleteSearch
        /// A query with two or more `in parents` comes back empty (Google issue tracker 149522397).
        case emptyMultiParent
        /// No page has more items than this.
        case shortPages(Int)
        /// No account may store more than so many bytes.
        case storageLimit(Int64)
        /// A page token leads nowhere: the list ends early without a word, a part of it missing.
        case truncatedList
        /// Of a piece of a resumable upload only so many bytes are stored; the answer says so (`upload.piece`).
        case storedPrefix(Int64)
        /// The resumable upload is gone: 404 from now on (`upload.piece`, `upload.status`).
        case uploadGone
        /// A visitor without an account gets the page "Quota exceeded" in place of the file (`public.download`).
        case quotaPage
        /// A visitor without an account gets another ETag than before, as if the file had changed (`public.download`).
        case changedETag
    }

    func fits(_ call: String, _ file: String?) -> Bool {
        guard fileId == nil || fileId == file else { return false }
        return method.hasSuffix("*") ? call.hasPrefix(method.dropLast()) : call == method
    }
}
