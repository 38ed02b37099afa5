// SPDX-License-Identifier: Apache-2.0
import Logbook
import StewardCore
import StewardLedger
import StewardServer
import Tally

/// Whether what people are shown is what a book says.
struct ShownState {
    let book: String
    /// The digest that was kept of what follows from the book, beside one made now.
    private var comparison = ProjectionComparison.neverRecorded
    /// The vehicle whose book it is, and where its lists and sums are not what the books say.
    private var vehicle: Vehicle?
    private var faults: [TableFault] = []
    /// Why nothing could be compared.
    private var failure: String?

    /// Computes it anew; `nil` for a book from which nothing is shown but its entries.
    /// - Throws: `CancellationError`; whatever else goes wrong is part of the answer.
    init?(of book: BookID, in installation: Installation) async throws {
        self.book = book.name
        let id = Logbook.vehicle(ofBook: book.name)
        guard id != nil || book.name.hasPrefix("election:") else { return nil }
        do {
            guard let id else {
                comparison = try await installation.ledger.compare(ElectionState.self, of: book)
                return
            }
            vehicle = try await installation.logbook.vehicle(inBookOf: id)
            faults = try await installation.logbook.faults(in: id)
            comparison = try await installation.ledger.compare(VehicleState.self, of: book)
        } catch let error as CancellationError {
            throw error
        } catch {
            failure = "\(error)"
        }
    }

    var agrees: Bool {
        guard failure == nil, faults.isEmpty else { return false }
        return switch comparison {
        case .equal, .neverRecorded: true
        case .differs, .bookChanged: false
        }
    }

    /// What to say of it, and how to repair it.
    var lines: [String] {
        var lines = state.map { ["\(book): \($0)"] } ?? []
        guard let vehicle else { return lines }
        let lists = "\(book): the lists of “\(vehicle.name)”"
        if agrees {
            lines.append("\(lists) are what the books say")
        } else {
            lines.append("\(lists) are to be made anew with: \(repair(vehicle))")
            lines += faults.map { "  \($0.table), \($0.row): \($0.description)" }
        }
        return lines
    }

    private var state: String? {
        if let failure { return "WHAT IS SHOWN CANNOT BE COMPARED: \(failure)" }
        return switch comparison {
        case _ where !faults.isEmpty: "WHAT IS SHOWN IS NOT WHAT THE ENTRIES SAY"
        case .equal(let size): "what is shown is what \(size) entries say"
        // Of a vehicle this is kept when a month is closed, a report sealed, or its lists are made anew.
        case .neverRecorded: vehicle == nil ? "nothing to compare with was recorded yet" : nil
        case .differs, .bookChanged: "WHAT WAS SHOWN IS NOT WHAT THE ENTRIES SAY"
        }
    }

    private func repair(_ vehicle: Vehicle) -> String {
        "steward logbook rebuild \(vehicle.id) --for \(vehicle.owner)"
    }

    var json: JSON {
        var members = [JSON.Member("agrees", .bool(agrees))]
        if let failure { members.append(JSON.Member("failure", .string(failure))) }
        if !faults.isEmpty { members.append(JSON.Member("faults", .array(faults.map(Self.json)))) }
        if let vehicle, !agrees { members.append(JSON.Member("repair", .string(repair(vehicle)))) }
        return .object(members)
    }

    private static func json(_ fault: TableFault) -> JSON {
        ["fault": .string(fault.description), "row": .string(fault.row), "table": .string(fault.table)]
    }
}
