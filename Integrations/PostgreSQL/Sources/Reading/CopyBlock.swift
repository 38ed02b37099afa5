// SPDX-License-Identifier: Apache-2.0

/// The rows that follow a statement `COPY … FROM stdin`, from the end of its line to the line `\.`.
struct CopyBlock {
    private var counter = CopyCounter()
    private var isInRows = false

    /// The rows so far.
    var rows: Int64 { counter.rows }

    /// Reads on from `offset`; gives whether the end was found, with `offset` behind it.
    mutating func take(_ bytes: UnsafeRawBufferPointer, from offset: inout Int) -> Bool {
        if !isInRows {
            // The rows begin on the line after the statement.
            let rest = UnsafeRawBufferPointer(rebasing: bytes[offset...])
            let end = SQLScanner.distance(to: 0x0A, in: rest)
            offset += end.map { $0 + 1 } ?? rest.count
            isInRows = end != nil
        }
        return isInRows && counter.take(bytes, from: &offset)
    }
}
