// SPDX-License-Identifier: Apache-2.0

/// How often people found on the paper what each witness of the reader of scans had there, and a model that was asked.
///
/// Counted are settled matters about cells of scans, and as they were read when people looked. They are cells that the
/// reader was not certain of, and those that a check doubts: the share says nothing of accepted cells, for which
/// `steward tally audit-sample` draws a random sample.
package struct ReaderAgreement: Sendable, Hashable {
    /// Cells in which a witness had a number, and those in which people found the same.
    package struct Share: Sendable, Hashable {
        package var read = 0
        package var equal = 0

        fileprivate mutating func count(_ number: Int?, _ truth: Int?) {
            guard let number else { return }
            read += 1
            if number == truth { equal += 1 }
        }
    }
    /// Settled cells.
    package private(set) var cells = 0
    package private(set) var digits = Share()
    package private(set) var words = Share()
    /// Of a model, where one was asked.
    package private(set) var model = Share()

    package init(_ state: ElectionState) {
        let scan = SourceFile.Format.scan.rawValue
        for (id, record) in state.reviews where id.split(separator: "~").contains(Substring(scan)) {
            guard id.hasPrefix("cell~"), let last = record.entries.last(where: { $0.outcome != nil }),
                let settled = record.lastStanding?.settled
            else { continue }
            let truth: Int? = if settled == .nothing { 0 } else { settled.number }
            guard truth != nil || settled == .illegible else { continue }
            cells += 1
            digits.count(last.readings.digits, truth)
            words.count(last.readings.words, truth)
            model.count(last.readings.model, truth)
        }
    }
}
