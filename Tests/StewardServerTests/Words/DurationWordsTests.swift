// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
import Tally
import Testing

@testable import StewardServer

@Suite("Lengths of time in words")
struct DurationWordsTests {
    private static func words(_ language: Language) -> Words { Words(language, now: Date(timeIntervalSince1970: 0)) }

    @Test(
        "the two largest units that touch each other",
        arguments: [
            (.zero, "0 seconds", "0 วินาที", "0 seconden"), (.seconds(-5), "0 seconds", "0 วินาที", "0 seconden"),
            (.seconds(1), "1 second", "1 วินาที", "1 seconde"),
            (.milliseconds(59_900), "59 seconds", "59 วินาที", "59 seconden"),
            (.seconds(61), "1 minute 1 second", "1 นาที 1 วินาที", "1 minuut 1 seconde"),
            (.seconds(7500), "2 hours 5 minutes", "2 ชั่วโมง 5 นาที", "2 uur 5 minuten"),
            (.seconds(7205), "2 hours", "2 ชั่วโมง", "2 uur"),
            (.seconds(90_000), "1 day 1 hour", "1 วัน 1 ชั่วโมง", "1 dag 1 uur"),
            (.milliseconds(450), "0.4 seconds", "0.4 วินาที", "0,4 seconden"),
            (.nanoseconds(1), "0.1 seconds", "0.1 วินาที", "0,1 seconden"),
        ] as [(Duration, String, String, String)])
    func long(duration: Duration, english: String, thai: String, dutch: String) {
        #expect(Self.words(.english).duration(duration) == english)
        #expect(Self.words(.thai).duration(duration) == thai)
        #expect(Self.words(.dutch).duration(duration) == dutch)
    }

    @Test("short forms take little room")
    func short() {
        #expect(Self.words(.english).duration(.seconds(7500), .short) == "2 h 5 min")
        #expect(Self.words(.dutch).duration(.seconds(7500), .short) == "2 u 5 min")
        #expect(Self.words(.thai).duration(.seconds(7500), .short) == "2 ชม. 5 นาที")
        #expect(Self.words(.dutch).duration(.milliseconds(300), .short) == "0,3 s")
    }
}
