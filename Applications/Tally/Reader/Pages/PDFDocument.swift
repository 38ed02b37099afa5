// SPDX-License-Identifier: Apache-2.0
import Foundation
import StewardImaging
import StewardProcess

/// A PDF file, opened by poppler's programs, each a child with limits.
struct PDFDocument {
    let path: String
    let limits: PageLimits

    private var name: Substring { path.split(separator: "/").last ?? "" }

    func pages() async throws -> [PageSource.Page] {
        let summary = PDFListing.summary(try await run("pdfinfo", [path]))
        guard !summary.isEncrypted else { throw locked }
        guard summary.pages > 0 else { throw broken("it has no pages") }
        guard summary.pages <= limits.pages else {
            throw PageError(
                .tooLarge, "\(name) has \(summary.pages) pages, and \(limits.pages) are allowed; split the file.")
        }
        let pages = PDFListing.pages(try await run("pdfinfo", ["-f", "1", "-l", String(summary.pages), path]))
        guard pages.count == summary.pages else { throw broken("its pages cannot be listed") }
        return pages
    }

    func raster(of page: PageSource.Page) async throws -> Raster {
        let folder = FileManager.default.temporaryDirectory.appending(path: "steward-read-\(UUID().uuidString)")
        try FileManager.default.createDirectory(
            at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        defer { try? FileManager.default.removeItem(at: folder) }
        let range = ["-f", String(page.number), "-l", String(page.number)]
        let images = PDFListing.images(try await run("pdfimages", ["-list"] + range + [path]))
        if let image = wholePage(images, page) {
            _ = try await run("pdfimages", ["-png", "-j"] + range + [path, folder.appending(path: "i").path])
            let stem = String(format: "i-%03d.", image.number - (images.first?.number ?? 0))
            if let raster = try file(in: folder, startingWith: stem) { return try upright(raster, page) }
        }
        return try await rendered(page, range, folder)
    }

    /// The one image that is the page: the largest, when nothing else covers much of the page.
    private func wholePage(_ images: [PDFListing.Image], _ page: PageSource.Page) -> PDFListing.Image? {
        guard let points = page.points, images.count <= 16 else { return nil }
        let area = points.width * points.height / (72 * 72)
        let covering = images.filter { $0.inches.width * $0.inches.height > 0.25 * area }
        guard covering.count == 1, let image = covering.first, image.type == "image",
            image.inches.width * image.inches.height > 0.5 * area,
            image.width.multipliedReportingOverflow(by: image.height).overflow == false,
            image.width * image.height <= limits.pixels
        else { return nil }
        return image
    }

    private func rendered(_ page: PageSource.Page, _ range: [String], _ folder: URL) async throws -> Raster {
        let points = page.points ?? (0, 0)
        let pixels = points.width / 72 * 300 * points.height / 72 * 300
        guard pixels <= Double(limits.pixels) else {
            throw PageError(
                .tooLarge,
                "Page \(page.number) of \(name) is \(Int(points.width / 72)) × \(Int(points.height / 72)) inches, "
                    + "which is too large to be drawn.")
        }
        let target = folder.appending(path: "page").path
        _ = try await run("pdftoppm", ["-r", "300", "-png", "-singlefile"] + range + [path, target])
        guard let raster = try file(in: folder, startingWith: "page.") else {
            throw broken("page \(page.number) cannot be drawn")
        }
        return raster
    }

    private func upright(_ raster: Raster, _ page: PageSource.Page) throws -> Raster {
        page.quarters % 4 == 0 ? raster : try raster.turned(quarters: page.quarters)
    }

    private func file(in folder: URL, startingWith stem: String) throws -> Raster? {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        guard let found = names.first(where: { $0.hasPrefix(stem) }),
            let data = try? Data(contentsOf: folder.appending(path: found))
        else { return nil }
        do throws(ImagingError) {
            return try Raster(decoding: [UInt8](data), pixels: limits.pixels)
        } catch {
            throw PageError(error, name: name)
        }
    }

    private var locked: PageError {
        PageError(.encrypted, "\(name) is encrypted; save it without a password first.")
    }

    private func broken(_ why: String) -> PageError { PageError(.broken, "\(name) is no whole PDF: \(why).") }

    /// Runs one of poppler's programs with limits of time, memory and size; gives what it printed.
    private func run(_ tool: String, _ arguments: [String]) async throws -> String {
        let tools = ["/usr/bin", "/usr/local/bin", "/opt/homebrew/bin"].map { "\($0)/\(tool)" }
        guard let program = tools.first(where: FileManager.default.isExecutableFile) else {
            throw PageError(.programMissing, "\(tool) is not installed; install poppler-utils to open PDF files.")
        }
        let limited = [
            "--as=\(limits.memory)", "--fsize=\(limits.imageBytes)", "--core=0", "--", program,
        ]
        let limiter = Program("/usr/bin/prlimit", limited + arguments, environment: ["LC_ALL": "C.UTF-8"])
        do {
            let result = try await limiter.run(limits: .init(time: limits.time, output: 4 << 20))
            if result.isSuccess { return result.text }
            if result.errorText.contains("Incorrect password") { throw locked }
            throw broken("\(tool) gave up on it")
        } catch let error as ProcessError {
            switch error.code {
            case .timedOut: throw PageError(.tooSlow, "\(name) took longer than \(limits.time) to open.")
            case .outputTooLong: throw PageError(.tooLarge, "\(name) holds more than can be listed.")
            default: throw PageError(.programMissing, "\(tool) cannot be run: \(error.message)")
            }
        }
    }
}
