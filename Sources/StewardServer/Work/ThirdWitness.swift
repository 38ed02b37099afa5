// SPDX-License-Identifier: Apache-2.0
import Foundation
import StewardCatalog
import StewardCore
import StewardIntegration
import Tally

/// A model that is asked about the cells of a scan that the reader is not certain of.
///
/// What leaves the machine is the picture of one cell at a time, its digits and number words; never a page, a name or a
/// signature, and no number that anybody expects. What comes back stands beside the other readings for people, and
/// makes nothing certain.
package struct ThirdWitness: Sendable {
    let connection: String
    let integration: String
    let service: any PageReading

    /// The most cells of one document that are asked about.
    package static let mostCells = 500

    /// - Parameter connection: its name.
    /// - Throws: `IntegrationError`: `unsupported` when the connection reads no pictures.
    package init(_ connection: String, in installation: Installation) async throws {
        let saved = try await installation.connections.show(connection)
        guard let service = try await installation.connections.open(connection) as? any PageReading else {
            throw IntegrationError(
                .unsupported,
                "The connection “\(connection)” (\(saved.integration)) reads no pictures; name one that does.")
        }
        self.init(connection: connection, integration: saved.integration, service: service)
    }

    init(connection: String, integration: String, service: any PageReading) {
        self.connection = connection
        self.integration = integration
        self.service = service
    }

    /// What leaves the machine, as one sentence.
    package var disclosure: String {
        "Pictures of single cells that the reader is not certain of, with nothing else of the scan, go to "
            + "“\(connection)” (\(integration))."
    }

    /// What came of asking.
    struct Answers: Sendable {
        /// By ``ReadCell/cropName``.
        var numbers: [String: Int] = [:]
        var asked: ScanReading.AskedModel?
        /// One line of JSON for each cell: which, and the service's whole reply.
        var replies: [UInt8] = []
        /// Open cells with a picture that were too many.
        var left = 0
    }

    /// Asks about each open cell that has a picture.
    /// - Throws: `IntegrationError` of the first call that fails; nothing is kept then.
    func ask(
        _ forms: [ReadForm], crops: [String: [UInt8]], progress: (Int, _ of: Int) -> Void
    ) async throws -> Answers {
        let names = Set(forms.flatMap(\.cells).filter(\.isOpen).map(\.cropName)).filter { crops[$0] != nil }.sorted()
        var answers = Answers()
        answers.left = max(0, names.count - Self.mostCells)
        for (place, name) in names.prefix(Self.mostCells).enumerated() {
            try Task.checkCancellation()
            // A number that no count is near, so that one who only repeats the question is known.
            let answer = try await service.read(try PageCrop(png: crops[name] ?? [], rows: [Self.row]))
            if let number = Self.number(answer) { answers.numbers[name] = number }
            let line: JSON = ["cell": .string(name), "reply": .string(String(decoding: answer.reply, as: UTF8.self))]
            answers.replies += try line.canonicalBytes() + [0x0A]
            answers.asked = ScanReading.AskedModel(
                connection: connection, integration: integration, model: answer.model, version: answer.version,
                instructions: answer.instructionHash, cells: place + 1, answered: answers.numbers.count)
            progress(place + 1, min(names.count, Self.mostCells))
        }
        return answers
    }

    private static let row = 97_531

    /// The number that an answer gives; `nil` when it gives none, two different ones, or one that looks invented.
    private static func number(_ answer: PageAnswer) -> Int? {
        guard case .read(let rows) = answer.outcome, !rows.isSuspicious, let row = rows.rows.first else { return nil }
        switch row.writing {
        case .blank, .dash: return 0
        case .struckOut, .unreadable: return nil
        case .written(let digits, let words):
            let said = words.isEmpty ? nil : CellText.value(of: words)
            if digits.isEmpty {
                guard case .number(let number) = said else { return nil }
                return number
            }
            guard let number = row.number, number != Self.row else { return nil }
            return said == nil || said == .number(number) ? number : nil
        }
    }
}

extension ReadForm {
    /// With what a model read, by ``ReadCell/cropName``.
    mutating func setModel(_ numbers: [String: Int]) {
        func with(_ cell: ReadCell) -> ReadCell {
            var cell = cell
            cell.model = cell.isOpen ? numbers[cell.cropName] : nil
            return cell
        }
        header = header.mapValues(with)
        votes = votes.mapValues(with)
        total = total.map(with)
    }
}
