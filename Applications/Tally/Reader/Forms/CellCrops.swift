// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
import StewardImaging
import Tally

/// Pictures of cells for people who have to look at them, as PNG files in a folder.
///
/// They are cut while a page is at hand, which is before it is known what is certain; those of certain cells are
/// removed in the end. Nothing is cut but the cells of tables and fields: never what people signed.
package struct CellCrops {
    private let folder: String

    /// - Parameter folder: is made when it is not there.
    /// - Throws: `PageError` with `unavailable`.
    package init(folder: String) throws(PageError) {
        self.folder = folder
        do {
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        } catch {
            throw PageError(.unavailable, "No folder can be made at \(folder); choose another for the pictures.")
        }
    }

    /// Cuts all cells of a page.
    func cut(_ page: PageEvidence, from picture: Raster) throws {
        let boxes = page.rows.map(\.box) + page.fields.values.map(\.box) + (page.total.map { [$0.box] } ?? [])
        for box in boxes {
            // With a little of the rows above and below: handwriting crosses the rules.
            let more = max(6, box.height / 4)
            let area = PixelArea(
                x: box.x - more, y: box.y - more, width: box.width + 2 * more, height: box.height + 2 * more)
            let part = try picture.part(area.within(width: picture.width, height: picture.height))
            let name = ReadCell.cropName(page: page.layout.number, box: box)
            try write(try part.png(), name)
        }
    }

    private func write(_ bytes: [UInt8], _ name: String) throws(PageError) {
        do {
            try Data(bytes).write(to: URL(filePath: path(name)))
        } catch {
            throw PageError(.unavailable, "No picture can be written into \(folder); make room, or choose another.")
        }
    }

    /// Removes the pictures of cells that nobody has to look at.
    func removeCertain(of forms: [ReadForm]) throws(PageError) {
        for cell in forms.flatMap(\.cells) where !cell.isOpen {
            do {
                try FileManager.default.removeItem(atPath: path(cell.cropName))
            } catch let error as CocoaError where error.code == .fileNoSuchFile {
                continue
            } catch {
                throw PageError(.unavailable, "A picture cannot be removed from \(folder); look at its rights.")
            }
        }
    }

    private func path(_ name: String) -> String { folder + "/" + name + ".png" }
}
