// SPDX-License-Identifier: Apache-2.0
import Synchronization

/// Content with its digests. Small generated content computes them when they are first asked for; all else has them at
/// once.
public final class StoredContent: Sendable {
    /// Where the bytes are.
    public let content: DriveContent
    private let known: Mutex<ContentDigests?>
    /// Removes the file when the content is needed no more.
    private let file: TemporaryContent?

    /// Keeps content. Without `digests` it is read once to compute them, generated content of up to 1 MiB later.
    public convenience init(_ content: DriveContent, digests: ContentDigests? = nil) {
        var isLater = false
        if case .generated(_, let size) = content { isLater = size <= 1 << 20 }
        self.init(content, digests: digests ?? (isLater ? nil : ContentDigests(of: content)), readLater: ())
    }

    /// Keeps content whose digests, where they are not known, are computed when they are first asked for.
    init(_ content: DriveContent, digests: ContentDigests?, file: TemporaryContent? = nil, readLater: Void) {
        self.content = content
        self.file = file
        known = Mutex(digests)
    }

    /// The digests.
    public var digests: ContentDigests {
        known.withLock { known in
            if let known { return known }
            let digests = ContentDigests(of: content)
            known = digests
            return digests
        }
    }

    /// The digests if they are known already.
    var knownDigests: ContentDigests? { known.withLock { $0 } }
    /// How many bytes there are.
    public var size: Int64 { content.size }
}
