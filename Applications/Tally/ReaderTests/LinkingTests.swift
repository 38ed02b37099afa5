// SPDX-License-Identifier: Apache-2.0
import Foundation
import StewardTestKit
import Testing

@Suite("Only the program that reads pages is linked with the libraries that decode images")
struct LinkingTests {
    /// Whether a built program names a shared library that it needs.
    private func needs(_ program: String, _ library: String) throws -> Bool {
        let data = try Data(contentsOf: URL(filePath: try BuiltProgram(program).path), options: .alwaysMapped)
        return data.range(of: Data((library + ".so").utf8)) != nil
    }

    @Test("steward needs neither Leptonica nor Tesseract, steward-read both", arguments: ["liblept", "libtesseract"])
    func libraries(library: String) throws {
        #expect(try needs("steward-read", library))
        #expect(try !needs("steward", library))
    }
}
