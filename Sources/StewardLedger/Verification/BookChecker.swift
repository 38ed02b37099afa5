// SPDX-License-Identifier: Apache-2.0
import Dispatch
import StewardCore

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Checks the file of entries against the list of hashes and against itself, in one pass and constant memory.
///
/// Every byte is hashed once: an entry's hash is both its link in the chain and its leaf in the tree. Lines that are
/// right take a short way; the first one that is not goes to `DamageTracer`, which finds out what happened.
struct BookChecker: ~Copyable {
    /// What the pass found.
    struct Outcome {
        var found = VerificationReport()
        var entries: Int64 = 0
        var bytes: Int64 = 0
        /// The root over the size asked for, with the listed hash where an entry is damaged; `nil` when it cannot be
        /// told.
        var root: TreeHash?
        var book: BookID?
    }

    private let reader: LineReader
    private let list: HashList?
    private var envelope: EntryEnvelope
    private let isThorough: Bool
    private var tracer: DamageTracer
    private var bytes: Int64 = 0
    /// The digits of the hash of the entry before, and room for the next one's.
    private var last: UnsafeMutablePointer<UInt16>
    private var current: UnsafeMutablePointer<UInt16>
    private let digits: UnsafeMutablePointer<UInt16>

    /// `size` and `root` are the checkpoint's, when there is one to be believed.
    init(
        book: ReadingFile, hashes: HashList?, name: BookID?, checkpoint: (size: Int64, root: TreeHash)?,
        thorough: Bool
    ) {
        reader = LineReader(book)
        list = hashes
        envelope = EntryEnvelope(book: name)
        isThorough = thorough
        tracer = DamageTracer(list: hashes, checkpoint: checkpoint)
        last = .allocate(capacity: 32)
        current = .allocate(capacity: 32)
        digits = .allocate(capacity: 256)
        for byte in 0..<256 {
            let pair = Hexadecimal.digits([UInt8(byte)])
            digits[byte] = UInt16(littleEndian: UInt16(pair[0]) | UInt16(pair[1]) << 8)
        }
        write(.zero, to: last)
    }

    deinit {
        last.deallocate()
        current.deallocate()
        digits.deallocate()
    }

    /// Reads the file to its end.
    mutating func run() throws(LedgerError) -> Outcome {
        var lines: [Line] = []
        var hashes: [TreeHash] = []
        while true {
            try reader.next(into: &lines)
            if lines.isEmpty { break }
            Self.hash(lines, into: &hashes)
            for (line, hash) in zip(lines, hashes) {
                bytes += Int64(line.count)
                if try !accept(line, hash) { try trace(line, hash) }
            }
        }
        try tracer.finish()
        var outcome = Outcome()
        outcome.found = tracer.found
        outcome.entries = tracer.confirmed
        outcome.bytes = bytes
        outcome.root = tracer.root
        outcome.book = name
        return outcome
    }

    private var name: BookID?

    /// The lines' leaf hashes, computed on every core when there is enough to do. Nothing else takes as long.
    private static func hash(_ lines: [Line], into hashes: inout [TreeHash]) {
        let parts = min(lines.count / 32, 16)
        hashes.removeAll(keepingCapacity: true)
        guard parts > 1 else {
            for line in lines { hashes.append(line.leafHash) }
            return
        }
        hashes.append(contentsOf: repeatElement(.zero, count: lines.count))
        hashes.withUnsafeMutableBufferPointer { hashes in
            // Every part writes its own places, and the byte before each of its own lines.
            nonisolated(unsafe) let hashes = hashes
            nonisolated(unsafe) let lines = lines
            DispatchQueue.concurrentPerform(iterations: parts) { part in
                for place in (lines.count * part / parts)..<(lines.count * (part + 1) / parts) {
                    hashes[place] = lines[place].leafHash
                }
            }
        }
    }

    /// The short way: the line is the next entry in every respect.
    private mutating func accept(_ line: Line, _ hash: TreeHash) throws(LedgerError) -> Bool {
        guard tracer.isQuiet, line.isTerminated, let place = envelope.place(line),
            place.sequence == tracer.next,
            memcmp(place.previous, last, 64) == 0
        else { return false }
        if !envelope.isBookKnown { learnBook(line) }
        guard envelope.hasFront(line) else { return false }
        write(hash, to: current)
        if let list, try !list.matches(place.sequence, current) { return false }
        if isThorough, !isCanonical(line) { return false }
        swap(&last, &current)
        tracer.accept(hash)
        return true
    }

    private mutating func trace(_ line: Line, _ hash: TreeHash) throws(LedgerError) {
        let place = envelope.place(line)
        let previous = place.flatMap {
            TreeHash(hex: UnsafeRawBufferPointer(start: $0.previous, count: 64))
        }
        var fault: String?
        if !envelope.hasFront(line) {
            fault = "The line does not begin as an entry of this book does."
        } else if isThorough, !isCanonical(line) {
            fault = "The line is not in the canonical form of RFC 8785, or its time is no time."
        }
        try tracer.trace(
            DamageTracer.Sighting(
                number: line.number, hash: hash, sequence: place?.sequence, previous: previous,
                isTerminated: line.isTerminated, fault: fault))
        write(tracer.last, to: last)
    }

    private func isCanonical(_ line: Line) -> Bool {
        let bytes = Array(line.bytes)
        guard let value = try? JSON(parsing: bytes, limits: EntryLine.limits),
            let again = try? value.canonicalBytes(),
            let time = value["time"]?.string
        else { return false }
        return again == bytes && Instant.parse(Array(time.utf8)) != nil
            && value.members?.map(\.key) == EntryLine.members
    }

    private mutating func learnBook(_ line: Line) {
        guard let value = try? JSON(parsing: Array(line.bytes), limits: EntryLine.limits),
            let book = value["book"]?.string
        else { return }
        envelope.expect(BookID(book))
        name = BookID(book)
    }

    private func write(_ hash: TreeHash, to place: UnsafeMutablePointer<UInt16>) {
        hash.withBytes { bytes in
            for index in 0..<32 { place[index] = digits[Int(bytes[index])] }
        }
    }
}
