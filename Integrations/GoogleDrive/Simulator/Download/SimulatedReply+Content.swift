// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
import HTTPTypes
import StewardSimulation

extension SimulatedReply {
    /// Answers with content: 200 with all of it, 206 with a part, 416 when there is no such part.
    mutating func send(_ content: DriveContent, _ range: ByteRange, keeping owner: StoredContent? = nil) {
        switch range {
        case .whole:
            status = .ok
            stream = content.stream(0..<content.size, keeping: owner)
        case .part(let bytes):
            status = .partialContent
            headerFields[.contentRange] = "bytes \(bytes.lowerBound)-\(bytes.upperBound - 1)/\(content.size)"
            stream = content.stream(bytes, keeping: owner)
        case .unsatisfiable:
            status = .rangeNotSatisfiable
            headerFields[.contentRange] = "bytes */\(content.size)"
        }
    }

    /// Sets `Last-Modified` to milliseconds since 1970.
    mutating func setLastModified(milliseconds: Int64) {
        setLastModified(Date(timeIntervalSince1970: Double(milliseconds) / 1000))
    }
}
