// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
import HTTPTypes
import StewardHTTP
import Testing

struct HTTPDateTests {
    @Test(
        "a date reads the same in each of its three forms",
        arguments: [
            "Sun, 06 Nov 1994 08:49:37 GMT", "Sunday, 06-Nov-94 08:49:37 GMT", "Sun Nov  6 08:49:37 1994",
        ])
    func threeForms(text: String) { #expect(HTTPDate.parse(text)?.timeIntervalSince1970 == 784_111_777) }

    @Test(
        "what is no date is nil",
        arguments: [
            "", "0", "Sun, 31 Feb 2021 00:00:00 GMT", "Sun, 06 Nov 1994 24:00:00 GMT", "Sun, 06 Nov 1994 08:49:37 CET",
            "Sun, 06 Nov 1994 8:49:37 GMT", "Sun, 06 Foo 1994 08:49:37 GMT", "Sun, 06 Nov 1994 08:49 GMT",
            "Sun, +6 Nov 1994 08:49:37 GMT", "Sun, 29 Feb 2023 00:00:00 GMT",
        ])
    func noDate(text: String) { #expect(HTTPDate.parse(text) == nil) }

    @Test(
        "a written date is the one that was read",
        arguments: [
            "Thu, 01 Jan 1970 00:00:00 GMT", "Wed, 31 Dec 1969 23:59:59 GMT", "Tue, 29 Feb 2000 12:00:00 GMT",
            "Thu, 29 Feb 2024 23:59:59 GMT", "Mon, 01 Mar 2100 00:00:01 GMT", "Fri, 31 Dec 1999 23:59:59 GMT",
        ])
    func roundTrip(text: String) throws { #expect(HTTPDate.format(try #require(HTTPDate.parse(text))) == text) }

    @Test(
        "Retry-After is read as seconds and as a date",
        arguments: [
            ("120", Duration.seconds(120)), ("0", .zero), ("Sun, 06 Nov 1994 08:50:07 GMT", .seconds(30)),
            ("Sun, 06 Nov 1994 08:00:00 GMT", .zero), ("soon", nil), ("-5", nil), ("1.5", nil), ("", nil),
            ("99999999999999999999", .seconds(31_536_000)),
        ] as [(String, Duration?)])
    func retryAfter(text: String, expected: Duration?) {
        let response = HTTPResponse(status: .tooManyRequests, headerFields: [.retryAfter: text])
        #expect(response.retryAfter(now: Date(timeIntervalSince1970: 784_111_777)) == expected)
    }
}
