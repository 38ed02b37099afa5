// SPDX-License-Identifier: Apache-2.0

import StewardCore
import Testing

@Suite("The JSON reader, on texts that come again")
struct JSONReaderRepeatedTextTests {
    @Test("gives every text as it stands, however alike those before were")
    func alike() throws {
        var texts: [String] = []
        for length in [1, 7, 15, 16, 17, 23, 24, 31, 32, 40, 63, 64, 65, 100] {
            let plain = String(repeating: "a", count: length)
            texts += [plain, plain]
            // One byte differs: every place in turn, so also those that the reader does not look at first.
            for place in 0..<length {
                var other = Array(plain.utf8)
                other[place] = UInt8(ascii: "b")
                texts += [String(decoding: other, as: UTF8.self), plain]
            }
        }
        texts += (0..<500).map { "พรรคการเมืองที่ \($0 % 57)" }
        let list = texts.map { "\"\($0)\"" }.joined(separator: ",")
        #expect(try JSON(parsing: Array("[\(list)]".utf8)).array == texts.map(JSON.string))
    }
}
