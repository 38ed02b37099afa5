// SPDX-License-Identifier: Apache-2.0

/// The kinds of entries in an election's book. Names are never reused; members are only added.
enum ElectionEntry {
    /// `{election, title}`: the first entry.
    static let created = "election.created"
    /// `{source, fetchedAt, lastUpdate, percentCounted, tables, files:[{key,url,sha256,bytes,etag?}], defects}`:
    /// `tables` is the blob with the dataset's tables.
    static let feedFetched = "feed.fetched"
    /// `{path, sha256, bytes, format, layout, documents, credit?}`: one imported file. What was read of a scan adds
    /// `{accepted, scans:[{name, sha256, bytes}], reader:{digits, words, thresholds}}`: the files, and by which weights
    /// and thresholds.
    static let sourceImported = "source.imported"
    /// The finding as `Finding` encodes it.
    static let findingRaised = "finding.raised"
    /// `{id}`: a later check no longer finds it.
    static let findingWithdrawn = "finding.withdrawn"
    /// `{id, decision, reason?, correction?}` by the entry's actor.
    static let findingDecided = "finding.decided"
    /// `{case, answer, value?, outcome, reason, needed, before:{digits?,words?,alternatives?}, file?, sha256?,
    /// findings, salt}` by the reviewer: an entry of a review.
    static let reviewEntered = "review.entered"
    /// `{case, salt}`: the reviewer takes their entry back; it stays in the book.
    static let reviewUndone = "review.undone"
    /// `{case, salt}`: the reviewer puts the matter off.
    static let reviewSkipped = "review.skipped"
    /// `{documents, consistent, raised, withdrawn, open, rules}`: a check ended.
    static let checked = "check.completed"
    /// `{documents, figures, agreeing, coverage, …}`: a reconciliation ended.
    static let reconciled = "reconcile.completed"
}
