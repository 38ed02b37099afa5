// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import Foundation
import StewardImaging
import TallyReader

/// Prints what the forms of a file say.
struct FormsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "forms", abstract: "Print the forms of a file and what their cells say, as JSON.")

    @Argument(
        help: "A PDF, PNG, JPEG or TIFF file; several are taken as the pages of one document.", completion: .file())
    var files: [String]

    @Option(help: "Which form it is, as 5/17, when its title cannot be read.")
    var form: String?

    @Option(help: "Write pictures of the cells that are not certain into this folder, as PAGE-X-Y-WIDTH-HEIGHT.png.")
    var crops: String?

    func validate() throws {
        guard let form, !FormReader.codes.contains(form) else { return }
        throw ValidationError("There is no form \(form); it is one of \(FormReader.codes.joined(separator: ", ")).")
    }

    func run() async throws {
        do {
            let forms = try await FormReader(code: form, crops: try crops.map(CellCrops.init(folder:))).read(files)
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
            print(String(decoding: try encoder.encode(forms), as: UTF8.self))
        } catch let error as PageError {
            try refuse(error.message)
        } catch let error as ImagingError {
            try refuse(error.message)
        }
    }

    private func refuse(_ sentence: String) throws -> Never {
        FileHandle.standardError.write(Data((sentence + "\n").utf8))
        throw ExitCode(1)
    }
}
