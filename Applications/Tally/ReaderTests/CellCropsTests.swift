// SPDX-License-Identifier: Apache-2.0
import Foundation
import StewardImaging
import StewardTestKit
import Tally
import Testing

@testable import TallyReader

@Suite("Pictures of cells")
struct CellCropsTests {
    private static let boxes = [
        PageBox(x: 900, y: 460, width: 598, height: 60), PageBox(x: 900, y: 520, width: 598, height: 60),
        PageBox(x: 0, y: 2330, width: 40, height: 40),
    ]

    private var page: PageEvidence {
        let nothing = CellEvidence(digits: [], words: [])
        let rows = [1, 2].map { number in
            PageEvidence.Row(number: number, isNamed: true, votes: nothing, box: Self.boxes[number - 1])
        }
        return PageEvidence(
            layout: PageLayout(
                number: 4, kind: .last, width: DrawnForm.width, height: DrawnForm.height, quarters: 0, skew: 0,
                columns: 4, rows: [], fields: [], mark: FormMark(), problems: []),
            rows: rows, total: nil, fields: [.good: (nothing, Self.boxes[2])])
    }

    @Test("open cells have a picture with a little around them, also at the page's edge; certain ones have none")
    func open() throws {
        let folder = try TemporaryFolder("crops")
        let crops = try CellCrops(folder: folder.path("new/crops"))
        try crops.cut(page, from: try DrawnForm(rows: 5, total: false).raster())
        var form = PageGroup(pages: [page], type: .station).form
        form.votes["1"]?.state = "certain"
        #expect(form.cells.count == 3 && form.cells.count(where: \.isOpen) == 2)
        try crops.removeCertain(of: [form])
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path("new/crops")).sorted()
        #expect(names == ["4-0-2330-40-40.png", "4-900-520-598-60.png"])
        #expect(Set(names) == Set(form.cells.filter(\.isOpen).map { $0.cropName + ".png" }))
        let cell = try ImageHeader(of: try folder.bytes("new/crops/4-900-520-598-60.png"))
        #expect(cell.width == 598 + 30 && cell.height == 60 + 30)
        let edge = try ImageHeader(of: try folder.bytes("new/crops/4-0-2330-40-40.png"))
        #expect(edge.width == 50 && edge.height == DrawnForm.height - 2320)
        // What is gone already is no fault.
        try crops.removeCertain(of: [form])
    }

    @Test("a folder that cannot be made is one sentence")
    func noFolder() {
        #expect(throws: PageError(.unavailable, "")) { try CellCrops(folder: "/dev/null/crops") }
    }
}
