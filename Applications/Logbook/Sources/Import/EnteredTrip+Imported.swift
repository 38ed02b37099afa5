// SPDX-License-Identifier: Apache-2.0
import StewardCore
import StewardIntegration

extension EnteredTrip {
    /// A trip as a file tells it. What it counts as is what the file says; of a mixed trip the private part is the
    /// detour.
    package init(_ imported: ImportedTrip, id: TripID) {
        self.init(id: id, origin: .imported, start: imported.start, end: imported.end)
        from = Place(
            position: imported.from, address: Self.address(imported.fromAddress), odometer: imported.odometerBefore)
        to = Place(position: imported.to, address: Self.address(imported.toAddress), odometer: imported.odometerAfter)
        distance = imported.distance
        use = imported.use
        if imported.use == .mixed {
            let rest = imported.business.map { imported.distance - $0 }
            detour = imported.personal ?? rest ?? .zero
        }
        purpose = Self.oneLine(imported.purpose)
        partner = Self.oneLine(imported.partner)
        project = Self.oneLine(imported.project)
        notes = imported.notes.replacing("\r\n", with: "\n")
        trail = imported.trail
    }

    private static func address(_ text: String) -> StreetAddress? {
        let line = oneLine(text)
        return line.isEmpty ? nil : StreetAddress(text: line)
    }

    /// Cells of a table may have line ends, and these fields have none.
    private static func oneLine(_ text: String) -> String {
        text.split(whereSeparator: \.isNewline).joined(separator: ", ").trimming()
    }
}
