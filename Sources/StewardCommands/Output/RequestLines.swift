// SPDX-License-Identifier: Apache-2.0
import StewardServer

/// Logs a line for every request, in the form of ``LineLogHandler``.
struct RequestLines: RequestRecording {
    /// What stands between the time and the names.
    private let head: [UInt8]
    private let lines: LogLines

    init(label: String, lines: LogLines = .standardError) {
        head = Array(" info \(label): \(RequestRecord.message)".utf8)
        self.lines = lines
    }

    func record(_ record: RequestRecord) {
        lines.add { bytes in
            LogTime.append(to: &bytes)
            Self.write(record, head, to: &bytes)
        }
    }

    /// The line after its time, its end included. No value of a request's can hold anything that would have to be
    /// quoted.
    static func write(_ record: RequestRecord, _ head: [UInt8], to bytes: inout [UInt8]) {
        bytes += head
        if let account = record.account {
            bytes += " account=".utf8
            bytes += account.utf8
        }
        bytes += " method=".utf8
        bytes += record.method.utf8
        bytes += " ms=".utf8
        append(record.milliseconds, to: &bytes)
        bytes += " request=".utf8
        bytes += record.id.utf8
        bytes += " route=".utf8
        bytes += record.route.utf8
        bytes += " status=".utf8
        append(Int64(record.status), to: &bytes)
        bytes.append(UInt8(ascii: "\n"))
    }

    private static func append(_ number: Int64, to bytes: inout [UInt8]) {
        if number >= 10 { append(number / 10, to: &bytes) }
        bytes.append(UInt8(ascii: "0") + UInt8(max(0, number) % 10))
    }
}
