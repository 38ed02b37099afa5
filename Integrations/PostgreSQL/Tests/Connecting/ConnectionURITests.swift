// SPDX-License-Identifier: Apache-2.0
import StewardCore
import StewardTestKit
import Testing

@testable import PostgreSQL

@Suite("A connection URI")
struct ConnectionURITests {
    @Test(
        "is read as libpq reads it",
        arguments: [
            ("postgresql://", [:], nil),
            ("postgres://localhost", ["host": "localhost"], nil),
            ("postgresql://db:5433/my%20data", ["host": "db", "port": "5433", "dbname": "my data"], nil),
            ("postgresql://u@db", ["user": "u", "host": "db"], nil),
            ("postgresql://u:a%3Ab+c%20d@db/x", ["user": "u", "host": "db", "dbname": "x"], "a:b+c d"),
            ("postgresql://u:@db", ["user": "u", "host": "db"], ""),
            ("postgresql:///x?host=/var/run&port=6", ["dbname": "x", "host": "/var/run", "port": "6"], nil),
            ("postgresql://[::1]:5/x", ["host": "::1", "port": "5", "dbname": "x"], nil),
            ("postgresql://a:1,b:2/x", ["host": "a,b", "port": "1,2", "dbname": "x"], nil),
            (
                "postgresql://%2Fvar%2Frun/x?sslmode=require",
                ["host": "/var/run", "dbname": "x", "sslmode": "require"], nil
            ),
            ("postgresql://db?password=p%40&ssl=true", ["host": "db", "sslmode": "require"], "p@"),
        ] as [(String, [String: String], String?)])
    func reads(text: String, keywords: [String: String], password: String?) throws {
        let uri = try ConnectionURI(Secret(text))
        #expect(uri.keywords == keywords)
        #expect(uri.password?.reveal() == password)
    }

    @Test(
        "that is none is refused without a word of it",
        arguments: [
            "http://db", "db", "", "postgresql://hunter2:x@db:port", "postgresql://hunter2@db/%", "postgresql://h/%zz",
            "postgresql://hunter2:%00@db", "postgresql://[::1/x", "postgresql://db?hunter2",
            "postgresql://db?A=hunter2",
            "postgresql://db:99999", "postgresql://hunter2:%ff@db", "postgresql://db?sslpassword=hunter2",
        ])
    func refuses(text: String) {
        let error = #expect(throws: IntegrationError(.invalidRequest, "")) { try ConnectionURI(Secret(text)) }
        #expect(error?.message.contains("hunter2") == false)
        #expect(error?.message.contains("uri") == true)
    }

    @Test("is written with a space as %20 and a plus as %2B, and reads back the same")
    func roundTrip() throws {
        var random = SeededGenerator(seed: 7)
        let letters = Array("ab /:@?&=%+[]'\\\"é漢🚨,_-.~#")
        for _ in 0..<500 {
            var keywords = ["host": "db", "dbname": "x"]
            for key in ["user", "dbname", "options"] {
                let count = Int.random(in: 1...8, using: &random)
                keywords[key] = String((0..<count).compactMap { _ in letters.randomElement(using: &random) })
            }
            if Bool.random(using: &random) { keywords["host"] = "/var/run/post gres" }
            if Bool.random(using: &random) { keywords["port"] = "5433" }
            let text = ConnectionURI.text(keywords)
            #expect(try ConnectionURI(Secret(text)).keywords == keywords)
            #expect(!text.contains(" ") && !text.contains("+"))
        }
        #expect(ConnectionURI.text(["user": "a b+c", "host": "db"]) == "postgresql://a%20b%2Bc@db/")
    }

    @Test("keywords are quoted for an argument, and a password never becomes one")
    func conninfo() {
        let text = Conninfo.text(["dbname": "it's \\ x", "host": "db", "password": "hunter2"])
        #expect(text == #"dbname='it\'s \\ x' host='db'"#)
    }
}
