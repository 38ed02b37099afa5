// SPDX-License-Identifier: Apache-2.0
import Files
import StewardCatalog
import StewardCore
import StewardIntegration
import StewardJobs
import StewardLedger
import Tally

/// What may be scheduled from the page: a kind of job with what it is about. Each kind takes one thing, so that one
/// list serves for both, and nothing that cannot run can be chosen.
struct ScheduleSubjects: Sendable {
    struct Subject: Sendable, Hashable {
        let kind: String
        /// What it is about, for people.
        let name: String
        let payload: JSON

        /// What the form sends.
        var value: String { "\(kind) \(WorkJSON.text(payload))" }
    }

    let all: [Subject]

    /// Stands for the job of a schedule that this page cannot make: it is left as it is.
    static let unchanged = "unchanged"

    /// - Parameter visitor: whoever may not look into a book cannot have it verified.
    init(_ site: Site, _ visitor: Visitor?) async throws {
        let installation = site.installation
        var found: [Subject] = []
        for election in try await installation.elections.names() {
            for kind in ["tally.fetch", "tally.check", "tally.reconcile", "ledger.checkpoint"] {
                found.append(Subject(kind: kind, name: election, payload: ["election": .string(election)]))
            }
        }
        for saved in try await installation.connections.list() {
            let manifest = try? Connections.entry(saved.integration).manifest
            guard manifest?.capabilities.contains(.storageMeasuring) ?? false else { continue }
            found.append(
                Subject(kind: "files.quota", name: saved.name, payload: ["connection": .string(saved.name)]))
        }
        for mirror in try await installation.files.mirrors() {
            found.append(
                Subject(
                    kind: "files.mirror", name: "\(mirror.connection) · \(mirror.book.name)",
                    payload: ["connection": .string(mirror.connection), "mirror": .string(mirror.id)]))
        }
        let books = try await BookReading.shown(try await installation.ledger.books(), to: visitor, site)
        for book in books where BookReading.allows(book.id, to: visitor) {
            found.append(
                Subject(
                    kind: BookVerifications.kind, name: book.id.name, payload: ["book": .string(book.id.name)]))
        }
        all = found
    }

    init(_ all: [Subject]) { self.all = all }

    /// The one that a form's value names.
    func subject(_ value: String) -> Subject? { all.first { $0.value == value } }

    /// The one that a schedule has; `nil` when this page could not have made it.
    func subject(of schedule: Schedule) -> Subject? {
        subject(Subject(kind: schedule.kind, name: "", payload: schedule.payload).value)
    }
}
