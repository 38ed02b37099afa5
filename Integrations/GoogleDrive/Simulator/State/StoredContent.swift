// SPDX-License-Identifier: Apache-2.0
import Synchronization

/// Content with its digests. Generated content computes them when they are first asked for; all else has them at once.
public final class StoredContent: Sendable {
    /// Where the bytes are.
    public let content: DriveContent
    private let known: Mutex<ContentDigests?>

    /// Keeps content. Without `digests` it is read once to compute them, generated content later.
    public init(_ content: DriveContent, digests: ContentDigests? = nil) {
        self.content = content
        if case .generated = content {
            known = Mutex(digests)
        } else {
            known = Mutex(digests ?? ContentDigests(of: content))
        }
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
