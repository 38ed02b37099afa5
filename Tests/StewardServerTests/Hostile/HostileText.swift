// SPDX-License-Identifier: Apache-2.0

/// What hostile requests are made from.
enum HostileText {
    /// Values of anything.
    static let all = [
        "", " ", "\0", "a\0b", "../../etc/passwd", "..\\..\\windows", "%2e%2e%2f", "%", "%zz", "%00", "%ff%fe",
        "%c0%ae",
        "' OR '1'='1", "'; DROP TABLE access_accounts; --", "\" OR 1=1 --", "{{7*7}}", "${jndi:ldap://x}", "$(id)",
        "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "javascript:alert(1)", "\r\nX-Injected: yes",
        "\u{202E}gpj.exe", "\u{0000}\u{FFFF}", "\u{10FFFF}", "ก้ำกึ่ง", "👩‍👩‍👧‍👦", "e\u{301}\u{301}\u{301}", "\u{FEFF}",
        "\u{2028}",
        "-1", "0", "1", "99999999999999999999", "9223372036854775807", "-9223372036854775808", "1e308", "NaN", "0x10",
        "2026-02-30", "2026-13", "0000-00", "9999-12-31", "-0001-01-01", "10_1", "99_99", "1_", "_", "10_1_1",
        "null", "true", "[]", "{}", "*", ".", "..", "/", "\\", ";", "&", "=", "#", "?", ":", "@", "~", "|",
        "done", "owner", "viewer", "on", "day", "daily at 02:00", "every 0 seconds", "Europe/Amsterdam", "Mars/Olympus",
        "https://elsewhere.example/", "//elsewhere.example", "/\\elsewhere.example", "/jobs\r\nSet-Cookie: a=b",
        String(repeating: "x", count: 5_000), String(repeating: "ก", count: 2_000),
        String(repeating: "[", count: 3_000),
        String(repeating: "9", count: 400), String(repeating: "\u{301}", count: 500),
    ]

    /// Whole paths that lead nowhere.
    static let paths = [
        "", "*", "/", "//", "///", "/.", "/..", "/../../etc/passwd", "/%2e%2e/%2e%2e/etc/passwd",
        "/..%2f..%2fetc%2fpasswd",
        "/assets/../data/steward.key", "/assets/vendor/../../steward.sqlite", "/assets/vendor/%2e%2e%2fsteward.key",
        "/blobs/../../steward.sqlite", "/.git/config", "/.env", "/steward.sqlite", "/data/", "/api", "/api/",
        "/api//jobs",
        "/api/jobs/", "/API/JOBS", "/api/jobs;a=b", "/api/jobs%3Fstate=done", "/openapi.json/", "/openapi.json%00.html",
        "/metrics/", "/healthz/..", "/sign-in/../people", "/setup", "/setup/", "/setup/../people", "/%", "/%zz",
        "/\u{0}",
        "/ก", "/%E0%B8%81", "/%ff", "/?", "/??", "/#", "/;/", "/\\", "/api/%2e%2e/people", "/wp-login.php",
        "/cgi-bin/%%32%65", "/actuator/env", "/debug/pprof", "/server-status",
    ]
    static let endings = [
        "/", "//", "/.", "/..", "%00", "%0a", ";", ";x=y", "%20", ".json", "~", "/%2e%2e", "%2f", "?", "#",
    ]

    static let headers: [(String, [String])] = [
        ("X-Forwarded-For", ["127.0.0.1", "::1, 10.0.0.1", "' OR 1=1", "unknown", "1.2.3.4:99999"]),
        ("X-Forwarded-Proto", ["https", "javascript", "https, http"]),
        ("X-Forwarded-Host", ["elsewhere.example", "localhost\\@elsewhere.example"]),
        ("Forwarded", ["for=127.0.0.1;proto=https", "for=\"[::1", "for=;;;"]), ("X-Original-URL", ["/people"]),
        ("X-Rewrite-URL", ["/people"]), ("X-HTTP-Method-Override", ["DELETE", "POST"]), ("X-Real-IP", ["127.0.0.1"]),
        ("Accept-Language", ["th;q=9e999", "*;q=-1", String(repeating: "th,", count: 2000), ";;;", "nl-BE;q=abc"]),
        ("Accept", ["*/*;q=x", "application/xml", "text/html;level=9999999999999999999"]),
        ("Cookie", cookies), ("Authorization", authorizations), ("Range", ["bytes=0-", "bytes=9-1", "bytes=-1"]),
        ("If-None-Match", ["*", "\"x\"", "W/"]), ("If-Modified-Since", ["never", "Thu, 32 Foo 9999 99:99:99 GMT"]),
        ("Last-Event-ID", ["9999999999999999999", "-1", "a.b.c", String(repeating: "1", count: 400)]),
        ("Sec-Fetch-Site", ["cross-site", "same-origin", "none", "nonsense"]),
        ("Sec-Fetch-Dest", ["document", "image"]),
        ("Origin", ["null", "https://elsewhere.example", "http://localhost", "://"]),
        ("Transfer-Encoding", ["chunked", "chunked, identity", "xchunked"]), ("Content-Encoding", ["gzip", "br", "x"]),
        ("Content-Length", ["5", "-5", "5, 6", "0x5"]), ("Expect", ["100-continue", "x"]),
        ("Upgrade", ["websocket", "h2c"]),
        ("Host", ["elsewhere.example", "localhost:99999", "[::1"]),
        ("User-Agent", [String(repeating: "a", count: 7000), "\u{202E}"]),
        ("X-Request-Id", ["' OR 1=1", "<script>"]), ("Referer", ["javascript:alert(1)", "https://elsewhere.example"]),
        ("Te", ["trailers"]), ("Connection", ["close", "upgrade", "Host"]), ("Trailer", ["Content-Length"]),
        ("DNT", ["1"]), ("X-CSRF-Token", ["x"]), ("Via", ["1.1 " + String(repeating: "x", count: 3000)]),
    ]

    static let cookies = [
        "steward=", "steward=x", "steward=" + String(repeating: "A", count: 43), "steward=\"quoted\"",
        "steward=a; steward=b",
        "__Host-steward=x", "steward-form=", "steward-form=x", "lang=xx; theme=neon", "=", ";", ";;;=;", "a=b=c",
        "steward",
        "lang=../../th", "steward=" + String(repeating: "z", count: 6000), "steward=%00", "steward=ก", "theme=<script>",
    ]
    static let authorizations = [
        "", "Bearer", "Bearer ", "Bearer x", "Bearer  two  words", "Basic YW5uYTpwYXNz", "Digest username=\"anna\"",
        "Bearer stwd_", "Bearer stwd_" + String(repeating: "A", count: 49),
        "Bearer stwd_" + String(repeating: "ก", count: 49),
        "bearer stwd_" + String(repeating: "0", count: 49), "Bearer " + String(repeating: "a", count: 7000),
        "Bearer ' OR 1=1", "Token x", "Bearer null",
    ]
    static let hosts: [String?] = [
        nil, "", "localhost", "localhost:1", "127.0.0.1", "[::1]:8787", "elsewhere.example",
        "localhost.elsewhere.example",
        "127.0.0.1.elsewhere.example", "[::1", "]", "@localhost", "localhost@elsewhere.example", "LOCALHOST", "0.0.0.0",
        "localhost:99999999", "\u{202E}localhost", String(repeating: "a", count: 3000),
    ]
    static let mediaTypes = [
        "application/json", "text/plain", "multipart/form-data", "multipart/form-data; boundary=x", "application/xml",
        "",
        "multipart/form-data; boundary=\(String(repeating: "x", count: 500))",
        "application/x-www-form-urlencoded; charset=utf-16",
        "APPLICATION/X-WWW-FORM-URLENCODED", ";", "multipart/form-data; boundary=\"",
    ]
    static let bodies: [[UInt8]] = [
        [], Array("{".utf8), Array("{}".utf8), Array("null".utf8), Array("\0\0\0".utf8), [0xFF, 0xFE, 0x00],
        Array("_form=%ff%fe&name=%c0%80".utf8), Array("%".utf8), Array("=&=&=&".utf8), Array("a=%zz".utf8),
        Array(String(repeating: "[", count: 20_000).utf8), Array(String(repeating: "{\"a\":", count: 8_000).utf8),
        Array("--x\r\nContent-Disposition: form-data; name=\"_form\"\r\n\r\nx\r\n".utf8),
        Array("--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"../../x\"\r\n\r\nx\r\n--x--\r\n".utf8),
        Array("<?xml version=\"1.0\"?><!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/passwd\">]><a>&b;</a>".utf8),
        [UInt8](repeating: 0x41, count: 66_000), [UInt8](repeating: 0x80, count: 1_000),
    ]
    static let forms = ["", "x", "%00", String(repeating: "a", count: 43), "%E0%B8%81"]
    static let fields = [
        "name", "password", "again", "old", "role", "answer", "value", "reason", "back", "return", "next", "days",
        "email",
        "language", "zone", "theme", "scopes-read", "account", "client", "secret", "trigger", "kind", "payload", "id",
        "_form",
        "", "a[b]", "__proto__", "level", "address", "turn", "integration", "settings", "missing", "code",
    ]
}
