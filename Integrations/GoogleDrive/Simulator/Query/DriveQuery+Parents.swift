// SPDX-License-Identifier: Apache-2.0

extension DriveQuery {
    /// The query with one folder's name in place of another.
    func replacing(parent alias: String, by id: String) -> DriveQuery {
        switch self {
        case .parent(let parent): .parent(parent == alias ? id : parent)
        case .and(let left, let right):
            .and(left.replacing(parent: alias, by: id), right.replacing(parent: alias, by: id))
        case .or(let left, let right):
            .or(left.replacing(parent: alias, by: id), right.replacing(parent: alias, by: id))
        case .not(let query): .not(query.replacing(parent: alias, by: id))
        default: self
        }
    }

    /// Every folder that is named.
    var namedParents: [String] {
        switch self {
        case .parent(let id): [id]
        case .and(let left, let right), .or(let left, let right): left.namedParents + right.namedParents
        case .not(let query): query.namedParents
        default: []
        }
    }
}

extension DriveStorage {
    /// A folder named in a query.
    /// - Throws: 404 `File not found: .` when there is none that the caller can see.
    func visibleParent(_ id: String, _ viewer: DriveViewer) throws(DriveError) -> DriveEntry {
        do { return try visible(id, viewer).entry } catch { throw .notFound(".") }
    }
}

extension FieldMask {
    /// The mask with a part of one more member.
    func adding(_ name: String, _ part: FieldMask) -> FieldMask {
        var mask = self
        mask.set(name, part)
        return mask
    }
}
