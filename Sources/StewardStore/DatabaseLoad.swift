// SPDX-License-Identifier: Apache-2.0

/// How busy a database's connections are at a moment.
package struct DatabaseLoad: Sendable, Hashable {
    /// How many transactions can run at once.
    package let places: Int
    /// How many run.
    package let busy: Int
    /// How many wait for their turn.
    package let waiting: Int
}

extension Database {
    /// How busy the connections of this process are; `nil` where that is not known. On SQLite it is the readers'.
    package var load: DatabaseLoad? {
        switch self {
        case let database as SQLiteDatabase: database.readerLoad
        case let database as PostgresDatabase: database.poolLoad
        default: nil
        }
    }
}
