// SPDX-License-Identifier: Apache-2.0
#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// One pass over a file's lines, which moves those that stay to the front.
struct LogPass {
    private static let pieceSize = 1 << 18
    private let file: OpenDescriptor
    private var report: LogPurgeReport
    private var stamps: LogStamp
    private let cutoff: Int64

    /// Where the next byte is read, and where the next that stays belongs.
    private var readAt: Int64 = 0
    private var writeAt: Int64 = 0
    /// Bytes that stay and are not written yet.
    private var waiting: [UInt8] = []
    /// The beginning of a line of which it is not decided whether it stays.
    private var head: [UInt8] = []
    /// Whether the line that is being read stays; `nil` between lines and while it is undecided.
    private var stays: Bool?

    init(_ file: OpenDescriptor, _ report: LogPurgeReport, _ stamps: LogStamp, _ cutoff: Int64) {
        self.file = file
        self.report = report
        self.stamps = stamps
        self.cutoff = cutoff
    }

    /// What decides of a line by its place and its beginning.
    private enum Rule {
        case stamp
        case from(Int64)
    }

    /// Takes out the lines whose stamp is too old.
    mutating func dropOld() throws(AutomationError) { try run(.stamp) }

    /// Keeps what begins at a place or after it.
    mutating func keepFrom(_ place: Int64) throws(AutomationError) { try run(.from(place)) }

    private mutating func run(_ rule: Rule) throws(AutomationError) {
        while true {
            let piece = try Self.read(file, at: readAt, Self.pieceSize)
            guard !piece.isEmpty else { break }
            var rest = piece[...]
            while !rest.isEmpty {
                let end = Self.lineEnd(rest)
                let part = rest[rest.startIndex..<(end ?? rest.endIndex)]
                rest = rest[part.endIndex...]
                try take(part, isEnd: end != nil, rule)
            }
        }
        if stays == nil, !head.isEmpty { try settle(rule) }
        stays = nil
    }

    /// The place behind the next line end.
    private static func lineEnd(_ bytes: ArraySlice<UInt8>) -> Int? {
        bytes.withUnsafeBufferPointer { buffer -> Int? in
            guard let base = buffer.baseAddress, let found = memchr(base, 0x0A, buffer.count) else { return nil }
            return bytes.startIndex + (UnsafeRawPointer(found) - UnsafeRawPointer(base)) + 1
        }
    }

    private mutating func take(_ part: ArraySlice<UInt8>, isEnd: Bool, _ rule: Rule) throws(AutomationError) {
        readAt += Int64(part.count)
        if let stays {
            if stays { try keep(part) }
        } else {
            head += part
            if isEnd || head.count >= LogStamp.headLength { try settle(rule) }
        }
        if isEnd { stays = nil }
    }

    /// Decides of the line whose beginning is ``head``.
    private mutating func settle(_ rule: Rule) throws(AutomationError) {
        report.totalLines += 1
        let isKept: Bool
        switch rule {
        case .from(let place): isKept = readAt - Int64(head.count) >= place
        case .stamp:
            let found = stamps.read(head.prefix(LogStamp.headLength))
            if found == .unparsable { report.unparsableLines += 1 }
            if case .instant(let instant) = found { isKept = instant >= cutoff } else { isKept = true }
        }
        stays = isKept
        if isKept { try keep(head[...]) } else { report.purgedLines += 1 }
        head.removeAll(keepingCapacity: true)
    }

    private mutating func keep(_ bytes: ArraySlice<UInt8>) throws(AutomationError) {
        report.finalBytes += Int64(bytes.count)
        guard !report.isDryRun else { return }
        // Nothing went yet: it stands where it belongs.
        if report.purgedLines == 0 {
            writeAt += Int64(bytes.count)
            return
        }
        waiting += bytes
        if waiting.count >= Self.pieceSize { try flush() }
    }

    private mutating func flush() throws(AutomationError) {
        var done = 0
        while done < waiting.count {
            let count = waiting.withUnsafeBytes { buffer in
                pwrite(file.number, buffer.baseAddress.map { $0 + done }, buffer.count - done, off_t(writeAt))
            }
            if count < 0, errno != EINTR { throw OpenDescriptor.failure(errno, file.path) }
            done += max(count, 0)
            writeAt += Int64(max(count, 0))
        }
        waiting.removeAll(keepingCapacity: true)
    }

    /// Cuts the file behind what stays.
    mutating func finish() throws(AutomationError) -> LogPurgeReport {
        guard !report.isDryRun, report.purgedLines > 0 else { return report }
        try flush()
        guard ftruncate(file.number, off_t(writeAt)) == 0, fsync(file.number) == 0 else {
            throw OpenDescriptor.failure(errno, file.path)
        }
        return report
    }

    static func read(_ file: OpenDescriptor, at place: Int64, _ count: Int) throws(AutomationError) -> [UInt8] {
        var failure: Int32 = 0
        let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
            repeat {
                filled = pread(file.number, buffer.baseAddress, count, off_t(place))
            } while filled < 0
                && errno == EINTR
            if filled < 0 { (failure, filled) = (errno, 0) }
        }
        guard failure == 0 else { throw OpenDescriptor.failure(failure, file.path) }
        return bytes
    }
}
