// SPDX-License-Identifier: Apache-2.0
import GoogleDrive
import Testing

@Suite("The fields that say which bytes are meant")
struct ByteRangeFieldTests {
    @Test(
        "what RFC 9110 allows is read",
        arguments: [
            ("bytes 0-99/1000", 0..<100, 1_000), ("bytes 5-5/6", 5..<6, 6), ("Bytes 0-0/*", 0..<1, nil),
            ("bytes */0", nil, 0), ("bytes */42", nil, 42),
            ("bytes 0-9223372036854775805/9223372036854775807", 0..<9_223_372_036_854_775_806, .max),
        ] as [(String, Range<Int64>?, Int64?)])
    func reads(text: String, range: Range<Int64>?, total: Int64?) {
        #expect(ByteRangeField.parse(text) == .init(range: range, total: total))
    }

    @Test(
        "what it does not allow is not",
        arguments: [
            "", "bytes", "bytes ", "bytes 0-99", "bytes 0-99/", "bytes /100", "bytes -5/100", "bytes 5-/100",
            "bytes 9-5/100", "bytes 0-100/100", "bytes 0-99/x", "bytes */*", "bytes 0-9/1/2", "bytes +1-2/3",
            "bytes 0 -9/10", "items 0-9/10", "bytes 0-9223372036854775807/*", "bytes 0-99999999999999999999/*",
            "bytes ０-9/10",
        ])
    func refuses(text: String) { #expect(ByteRangeField.parse(text) == nil) }

    @Test(
        "a confirmed range begins at the start",
        arguments: [
            ("bytes=0-99", 100), ("bytes=0-0", 1), ("BYTES=0-262143", 262_144), ("bytes=1-99", nil), ("bytes=0-", nil),
            ("bytes 0-99", nil), ("bytes=0-99,200-300", nil), ("0-99", nil), ("bytes=-1", nil), ("bytes=5-3", nil),
            ("", nil),
        ] as [(String, Int64?)])
    func confirms(text: String, count: Int64?) { #expect(ByteRangeField.confirmed(text) == count) }

    @Test("what is written is read back, and damage of it never crashes")
    func fuzz() {
        var state: UInt64 = 0xB17E5
        func random(_ bound: UInt64) -> UInt64 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return (state >> 33) % bound
        }
        let letters = Array("bytes=-/*0123456789, x")
        for _ in 0..<20_000 {
            let start = Int64(random(1 << 30))
            let range = start..<start + Int64(random(1 << 20)) + 1
            let total: Int64? = random(2) == 0 ? nil : range.upperBound + Int64(random(1 << 10))
            let text = ByteRangeField.text(range, total: total)
            #expect(ByteRangeField.parse(text) == .init(range: range, total: total))
            var damaged = Array(text)
            for _ in 0..<1 + random(3) {
                let place = Int(random(UInt64(damaged.count)))
                if random(2) == 0 { damaged.remove(at: place) } else { damaged[place] = letters[Int(random(22))] }
            }
            if let found = ByteRangeField.parse(String(damaged)), let range = found.range {
                #expect(range.lowerBound >= 0 && !range.isEmpty)
                #expect(found.total.map { $0 >= range.upperBound } ?? true)
            }
            _ = ByteRangeField.confirmed(String(damaged))
        }
    }
}
