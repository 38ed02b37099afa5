// SPDX-License-Identifier: Apache-2.0

/// A file's content, and its rows that are not what they should be.
package struct Decoded<Wire: Sendable>: Sendable {
    package let wire: Wire
    package let faults: RowFaults
}
