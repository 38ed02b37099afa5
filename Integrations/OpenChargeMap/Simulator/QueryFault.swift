// SPDX-License-Identifier: Apache-2.0

/// A query that is refused.
struct QueryFault: Error {
    let status: Int
    let message: String

    init(_ status: Int, _ message: String) {
        self.status = status
        self.message = message
    }
}
