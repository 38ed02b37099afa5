// SPDX-License-Identifier: Apache-2.0

/// What can be wrong with a store of files, one at a time.
enum ShelfFlaw: String, Sendable, CaseIterable {
    case none
    // Content and names.
    case forgetsType, padsEmpty, losesEdge, stopsAtUnknown, overwriteMakesNew, wrongDigest, rangeOffByOne
    case ignoresRevision, endsEarly, changesNames, takesEveryName, mergesNames, firstPageOnly, keepsOrphans
    case deletesTwice, missingIsForbidden
    // Uploads.
    case startsOver, repeatsLastChunk, keepsLate, showsPartial, overwritesAtOnce, storesShort, trustsService
    case repeatsIDs, ignoresTaken, ignoresID
    // What only some can do.
    case listsTrash, losesFolder, stopsAtFirst, emptiesAll
    case ignoresCase, ignoresType, notStrict, ignoresTrash, firstFolders
    case trashExceeds, countsTwice, trashIsFree, repeatsChanges, hidesDeletion, firstChangesOnly
    case emptyExport, exportsEverything
}
