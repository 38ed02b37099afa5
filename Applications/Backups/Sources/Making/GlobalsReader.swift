// SPDX-License-Identifier: Apache-2.0
import StewardIntegration

/// Reads along with a dump of roles and tablespaces, and says whether its last line is there.
struct GlobalsReader: DumpReading {
    private var tail: [UInt8] = []

    mutating func take(_ bytes: UnsafeRawBufferPointer) {
        tail = Array((tail + bytes.suffix(512)).suffix(512))
    }

    mutating func finish() -> DumpContent {
        let isWhole = String(decoding: tail, as: UTF8.self).contains("PostgreSQL database cluster dump complete")
        return DumpContent(
            flaw: isWhole ? nil : "The dump of roles and tablespaces has no end; it was cut off.", tables: nil)
    }
}
