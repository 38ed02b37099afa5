// SPDX-License-Identifier: Apache-2.0

/// Finds out what happened to a book's file where it is not as it should be.
///
/// Three witnesses say what entry n is: its own bytes, the list of hashes, and the entry after it, which names its
/// hash; the checkpoint decides at the end. A single witness that differs is the one at fault. Lines that cannot be
/// placed are collected until a line is confirmed again; the gap between the entry numbers and the count of lines then
/// tells altered, removed, added, moved and joined lines apart.
struct DamageTracer {
    typealias Problem = VerificationReport.Problem

    /// What is known of one line.
    struct Sighting {
        let number: Int64
        let hash: TreeHash
        /// What the line itself says; `nil` when its end is not an entry's.
        let sequence: Int64?
        let previous: TreeHash?
        let isTerminated: Bool
        /// What is wrong with it even if its hash is right.
        let fault: String?
    }

    private let list: HashList?
    private let checkpoint: (size: Int64, root: TreeHash)?
    private var frontier = MerkleFrontier()
    private var rootAtCheckpoint: TreeHash?
    private var isTreeWhole = true

    /// The entry that should come next.
    private(set) var next: Int64 = 0
    /// The hash of the entry before it.
    private(set) var last = TreeHash.zero
    /// How many entries were seen as they should be.
    private(set) var confirmed: Int64 = 0
    /// The problems in the order in which they were found.
    private(set) var found = VerificationReport()
    private var listFaults: ClosedRange<Int64>?
    /// The lines since the last confirmed one; only the first of them when there are many.
    private var run: [Sighting] = []
    private var runCount: Int64 = 0
    /// A confirmed line that stands further on than expected: a gap, or a line moved forwards.
    private var ahead: Sighting?
    /// Entries that stand before their place, with their lines.
    private var early: [Int64: Int64] = [:]

    private static let bound = 256

    init(list: HashList?, checkpoint: (size: Int64, root: TreeHash)?) {
        self.list = list
        self.checkpoint = checkpoint
        if checkpoint?.size == 0 { rootAtCheckpoint = frontier.root }
    }

    /// Whether nothing is unresolved, so that ``accept(_:)`` may be called.
    var isQuiet: Bool { runCount == 0 && ahead == nil }
    /// The root at the checkpoint's size, or of everything when there is none; `nil` when it cannot be told.
    var root: TreeHash? { isTreeWhole ? (checkpoint == nil ? frontier.root : rootAtCheckpoint) : nil }

    /// Takes the next entry, which is right in every respect.
    mutating func accept(_ hash: TreeHash) {
        confirmed += 1
        advance(hash)
    }

    private mutating func advance(_ hash: TreeHash) {
        frontier.append(hash)
        last = hash
        next += 1
        if next == checkpoint?.size { rootAtCheckpoint = frontier.root }
    }

    /// Takes a line that is not plainly the next entry.
    mutating func trace(_ line: Sighting) throws(LedgerError) {
        try settleList(line)
        if let held = ahead, line.sequence == held.sequence.map({ $0 + 1 }), line.previous == held.hash {
            try jump(to: held)
        }
        guard try isConfirmed(line), let sequence = line.sequence else {
            if let held = ahead { line.sequence == next ? misplace(held) : try jump(to: held) }
            return keep(line)
        }
        if sequence == next {
            if let held = ahead { misplace(held) }
            try settleRun(before: line, at: next)
            try confirm(line)
        } else if sequence < next {
            add(
                line, sequence, "This is entry \(sequence) again or out of its place.",
                "the line was copied or moved here.")
        } else {
            if let held = ahead { misplace(held) }
            ahead = line
        }
    }

    /// Says what is left over when the file ends.
    mutating func finish() throws(LedgerError) {
        if let held = ahead { try jump(to: held) }
        let size = checkpoint?.size ?? max(list?.count ?? next, next)
        if let only = run.first, runCount == 1, only.sequence == next, only.previous == last, size == next + 1,
            let checkpoint, isTreeWhole, with(only.hash).root == checkpoint.root
        {
            dropRun()
            blameList(only)
        } else {
            try settleRun(before: nil, at: max(size, next))
        }
        if let checkpoint, next > checkpoint.size {
            found.add(
                Problem(
                    BundleFile.book, line: nil, sequence: checkpoint.size,
                    "There are \(next - checkpoint.size) entries more than the \(checkpoint.size) that were signed.",
                    cause: "lines were added after the export was signed."))
        }
        try checkListLength()
        flushListFaults()
    }

    // MARK: - One line

    /// Whether the list of hashes says that this line is an entry, or nothing says otherwise.
    private func isConfirmed(_ line: Sighting) throws(LedgerError) -> Bool {
        guard let sequence = line.sequence else { return false }
        guard let list else { return true }
        switch try list.listed(sequence) {
        case .hash(let hash): return hash == line.hash
        case .malformed, .missing: return false
        }
    }

    private mutating func confirm(_ line: Sighting) throws(LedgerError) {
        let sequence = next
        if line.previous != last, next > 0 || line.previous != nil {
            found.add(
                Problem(
                    BundleFile.book, line: max(line.number - 1, 1), sequence: max(sequence - 1, 0),
                    "The entry after it names another hash for it than it has.",
                    cause: "this entry was replaced together with its hash in the list, or the next one was."))
        }
        if let fault = line.fault {
            add(line, sequence, fault, "the entry was written by another program, or it was forged with its hashes.")
        }
        if !line.isTerminated {
            add(line, sequence, "The line has no line end.", "the last byte of the file was cut off.")
        }
        accept(line.hash)
    }

    private mutating func keep(_ line: Sighting) {
        runCount += 1
        if run.count < Self.bound { run.append(line) }
    }

    private mutating func dropRun() {
        run = []
        runCount = 0
    }

    private mutating func misplace(_ line: Sighting) {
        guard let sequence = line.sequence else { return }
        ahead = nil
        if early.count < Self.bound { early[sequence] = line.number }
        add(line, sequence, "Entry \(sequence) stands here, before its place.", "the line was moved or copied here.")
    }

    /// Takes a confirmed line further on as the next one: what lies between is lost or damaged.
    private mutating func jump(to line: Sighting) throws(LedgerError) {
        ahead = nil
        try settleRun(before: line, at: line.sequence ?? next)
        try confirm(line)
    }

    mutating func add(_ line: Sighting, _ sequence: Int64?, _ fault: String, _ cause: String) {
        found.add(Problem(BundleFile.book, line: line.number, sequence: sequence, fault, cause: cause))
    }

}

extension DamageTracer {
    // MARK: - The list of hashes

    /// When one line is in doubt and fits the chain on both sides, the list is what is wrong.
    private mutating func settleList(_ line: Sighting) throws(LedgerError) {
        guard let only = run.first, runCount == 1, only.sequence == next, only.previous == last,
            line.previous == only.hash, line.sequence == next + 1
        else { return }
        dropRun()
        blameList(only)
    }

    private mutating func blameList(_ line: Sighting) {
        if list != nil {
            if let range = listFaults, range.upperBound + 1 == next {
                listFaults = range.lowerBound...next
            } else {
                flushListFaults()
                listFaults = next...next
            }
        }
        if let fault = line.fault {
            add(line, next, fault, "the entry was written by another program, or it was forged.")
        }
        if !line.isTerminated { add(line, next, "The line has no line end.", "the last byte of the file was cut off.") }
        accept(line.hash)
    }

    private mutating func flushListFaults() {
        guard let range = listFaults else { return }
        listFaults = nil
        let isOne = range.count == 1
        found.add(
            Problem(
                BundleFile.hashes, line: range.lowerBound + 1, sequence: range.lowerBound,
                isOne
                    ? "The line is not the hash of this entry, which fits the chain."
                    : "Lines \(range.lowerBound + 1) to \(range.upperBound + 1) are not the hashes of their entries, "
                        + "which fit the chain.",
                cause: isOne
                    ? "a byte of this line was changed."
                    : "a line was removed from the list, added to it or moved in it."))
    }

    private mutating func checkListLength() throws(LedgerError) {
        guard let list, found.problems.isEmpty, listFaults == nil else { return }
        if !list.isWhole || list.count != next {
            found.add(
                Problem(
                    BundleFile.hashes, line: min(list.count, next) + 1,
                    "The list has \(list.count) lines\(list.isWhole ? "" : " and a part of one") for \(next) entries.",
                    cause: list.count < next ? "the end of the list was cut off." : "something was added to the list."))
        }
    }

    private func with(_ hash: TreeHash) -> MerkleFrontier {
        var other = frontier
        other.append(hash)
        return other
    }

    // MARK: - Lines that could not be placed

    /// Says what happened to the entries from `next` up to `end`, for which the lines of the run stand.
    private mutating func settleRun(before line: Sighting?, at end: Int64) throws(LedgerError) {
        let missing = end - next
        let count = runCount
        let lines = run
        dropRun()
        guard missing > 0 || count > 0 else { return }
        describe(lines, count: count, missing: missing, before: line)
        while next < end {
            guard let list, case .hash(let hash) = try list.listed(next) else {
                isTreeWhole = false
                next = end
                // What the entry before was is unknown, so the next one's word is taken.
                if let previous = line?.previous { last = previous }
                return
            }
            advance(hash)
        }
    }

    private mutating func describe(_ lines: [Sighting], count: Int64, missing: Int64, before line: Sighting?) {
        if missing == count {
            for (place, altered) in lines.enumerated() { describeAltered(altered, next + Int64(place)) }
            return
        }
        guard let first = lines.first else { return describeGap(missing, before: line) }
        let range = count == 1 ? "The line is" : "Lines \(first.number) to \(first.number + count - 1) are"
        if missing == 0 {
            add(first, nil, "\(range) no entry of this book.", "something was added to the file.")
        } else if count < missing {
            add(
                first, next, "\(range) not \(entries(missing)).",
                count == 1 && missing == 2
                    ? "the line end between the two entries was changed or removed."
                    : "line ends or lines were removed.")
        } else {
            add(
                first, next, "\(range) not \(entries(missing)).",
                count == missing + 1 ? "a byte was changed to a line end, or a line was added." : "lines were added.")
        }
    }

    private mutating func describeAltered(_ line: Sighting, _ sequence: Int64) {
        let cut = line.isTerminated ? "" : " and has no line end"
        add(
            line, sequence, "The line has the hash \(line.hash.hexText), which is not entry \(sequence)'s\(cut).",
            "a byte of this line was changed.")
    }

    private mutating func describeGap(_ missing: Int64, before line: Sighting?) {
        let moved = (next..<(next + min(missing, Int64(Self.bound)))).compactMap { early[$0] }
        let isMoved = Int64(moved.count) == missing
        found.add(
            Problem(
                BundleFile.book, line: line?.number, sequence: next,
                line == nil ? "The file ends before \(entries(missing))." : "Here \(entries(missing)) should stand.",
                cause: isMoved
                    ? "the lines were moved to line \(moved[0])."
                    : line == nil ? "the end of the file was cut off." : "lines were removed or moved."))
    }

    private func entries(_ count: Int64) -> String {
        count == 1 ? "entry \(next)" : "entries \(next) to \(next + count - 1)"
    }
}
