// SPDX-License-Identifier: Apache-2.0
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Logging
import StewardCore
import StewardHTTP
import StewardJobs
import StewardLedger
import StewardStore
import StewardTestKit
import Testing

@testable import StewardServer

/// What `/metrics` shows.
@Suite struct MetricsTests {
    private static let families: [MetricFamily] = {
        var histogram = Histogram(bounds: [0.5, 1])
        for value in [0.25, 0.5, 0.75, 5] { histogram.observe(value) }
        var counter = MetricFamily("a_calls", .counter, "Calls\nof \"all\" kinds \\.")
        counter.add([("name", "x\"\\\n")], 3)
        var spread = MetricFamily("b_seconds", .histogram, unit: "seconds", "Spread.")
        spread.add([("k", "v")], histogram)
        var info = MetricFamily("c", .info, "Version.")
        info.add([("version", "1")], 1)
        return [counter, spread, info, MetricFamily("d", .gauge, "Left out.", [])]
    }()

    @Test("the text format is the one that Prometheus documents")
    func plain() {
        #expect(
            MetricText(format: .plain).text(Self.families) == #"""
                # TYPE a_calls_total counter
                # HELP a_calls_total Calls\nof "all" kinds \\.
                a_calls_total{name="x\"\\\n"} 3
                # TYPE b_seconds histogram
                # HELP b_seconds Spread.
                b_seconds_bucket{k="v",le="0.5"} 2
                b_seconds_bucket{k="v",le="1.0"} 3
                b_seconds_bucket{k="v",le="+Inf"} 4
                b_seconds_sum{k="v"} 6.5
                b_seconds_count{k="v"} 4
                # TYPE c_info gauge
                # HELP c_info Version.
                c_info{version="1"} 1

                """#)
    }

    @Test("OpenMetrics names families without their suffix, has units and an end")
    func openMetrics() {
        let text = MetricText(format: .openMetrics).text(Self.families)
        #expect(
            text.hasPrefix("# TYPE a_calls counter\n# HELP a_calls Calls\\nof \\\"all\\\" kinds \\\\.\na_calls_total{"))
        #expect(text.contains("# TYPE b_seconds histogram\n# UNIT b_seconds seconds\n"))
        #expect(text.contains("# TYPE c info\n"))
        #expect(text.hasSuffix("\n# EOF\n"))
    }

    @Test(
        "the Accept field chooses the format",
        arguments: [
            (nil, .plain), ("*/*", .plain), ("text/html", .plain), ("application/openmetrics-text", .openMetrics),
            (
                "application/openmetrics-text;version=1.0.0,application/openmetrics-text;version=0.0.1;q=0.75,"
                    + "text/plain;version=0.0.4;q=0.5,*/*;q=0.1", .openMetrics
            ),
            ("text/plain, application/openmetrics-text; q=0.2", .plain),
        ] as [(String?, MetricText.Format)])
    func accept(field: String?, format: MetricText.Format) { #expect(MetricText.preferred(field) == format) }

    @Test("an installation's figures are those of its data, and every line has the form of a figure")
    func figures() async throws {
        try await MadeElection.with { made in
            let installation = made.installation
            _ = try await installation.jobs.enqueue(.init(kind: "tally.check"))
            installation.meters.calls.record("Webhook", "ok", at: Date(timeIntervalSince1970: 1_700_000_000))
            installation.meters.calls.record("Webhook", "unavailable", at: .now)
            let families = await InstallationFigures(installation: installation).families()
            let text = MetricText(format: .plain).text(families)
            let lines = text.split(separator: "\n")
            let entries = try await installation.ledger.books()[0].size
            for expected in [
                #"steward_jobs{kind="tally.check",state="waiting"} 1"#,
                #"steward_ledger_entries{books="election"} \#(entries)"#,
                #"steward_ledger_books{books="election"} 1"#,
                #"steward_ledger_checkpointed_entries{books="election"} \#(entries)"#,
                #"steward_integration_calls_total{integration="Webhook",outcome="ok"} 1"#,
                #"steward_integration_calls_total{integration="Webhook",outcome="unavailable"} 1"#,
                #"steward_integration_last_success_timestamp_seconds{integration="Webhook"} 1700000000"#,
                "steward_schedules_missing_runs 0", #"steward_metrics_failed{part="ledger"} 0"#,
                #"steward_build_info{version="\#(Build.version)",swift="\#(Build.swift)"} 1"#,
            ] {
                #expect(lines.contains { $0 == expected }, "\(expected)")
            }
            for name in ["process_resident_memory_bytes", "process_open_fds", "process_start_time_seconds"] {
                #expect(lines.contains { $0.hasPrefix(name + " ") }, "\(name)")
            }
            for line in lines where !line.hasPrefix("# ") {
                #expect(line.wholeMatch(of: /[a-z_]+(\{[a-z]+="[^"\n]*"(,[a-z]+="[^"\n]*")*\})? [-+0-9.eE]+/) != nil)
            }
            #expect(!text.contains(MadeElection.name + "\"") && !text.contains(installation.folder.path))
        }
    }

    @Test("a part that cannot be asked is named, and the others are there")
    func brokenPart() async throws {
        let temporary = try TemporaryFolder("metrics")
        let installation = try await Installation.open(DataFolder(temporary.path("data")), server: nil)
        await installation.close()
        let text = MetricText(format: .plain).text(await InstallationFigures(installation: installation).families())
        #expect(text.contains(#"steward_metrics_failed{part="store"} 1"#))
        #expect(text.contains(#"steward_metrics_failed{part="blobs"} 0"#))
        #expect(text.contains("steward_build_info"))
    }

    @Test("requests are counted by the route's template, and an address that no route has is “other”")
    func requests() async throws {
        let temporary = try TemporaryFolder("metrics")
        let installation = try await Installation.open(DataFolder(temporary.path("data")), server: nil)
        let routes = [
            Route("/items/{item}", "An item", scope: .open) { _, _, _ in Routes.text("ok") },
            Route("/fails", "What fails", scope: .open) { _, _, _ in throw HTTPError(.conflict) },
        ]
        let logger = Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() })
        let door = FrontDoor(
            Site(installation: installation), routes: routes, records: LoggedRequests(logger: logger))
        try await Application(responder: door, logger: logger).test(.router) { client in
            for path in ["/items/canary-1", "/items/canary-2", "/fails", "/canary-3", "/items/canary-4/deep"] {
                try await client.execute(uri: path, method: .get) { _ in }
            }
            let odd = try #require(HTTPRequest.Method("CANARY"))
            try await client.execute(uri: "/items/canary-5", method: odd) { _ in }
        }
        let text = MetricText(format: .plain).text(installation.meters.requests.families)
        await installation.close()
        #expect(text.contains(#"_count{route="/items/{item}",method="GET",status="200"} 2"#), "\(text)")
        #expect(text.contains(#"_count{route="/fails",method="GET",status="409"} 1"#))
        #expect(text.contains(#"_count{route="other",method="GET",status="404"} 2"#))
        #expect(text.contains(#"_count{route="/items/{item}",method="other",status="405"} 1"#))
        #expect(!text.contains("canary") && !text.contains("CANARY"))
    }

    @Test("there is a bound to the series, however odd the requests")
    func bounded() {
        let meter = RequestMeter()
        for number in 0..<(RequestMeter.limit * 2) {
            meter.record(.init(route: "/\(number)", method: "GET", status: 200), 0.001)
        }
        let samples = meter.families[0].samples
        #expect(samples.count == RequestMeter.limit + 1)
        #expect(samples.contains { $0.labels[0].value == "other" })
    }

    @Test("a call's outcome is its status class or its error's code")
    func calls() async throws {
        struct Answering: HTTPTransport {
            let status: Int?
            func send(_ call: HTTPCall) async throws(IntegrationError) -> HTTPReply {
                guard let status else { throw IntegrationError(.rateLimited, "Too many calls.") }
                return HTTPReply(HTTPResponse(status: .init(code: status)), body: ByteStream([]))
            }
        }
        let meter = CallMeter()
        let call = HTTPCall(HTTPRequest(method: .get, scheme: "https", authority: "canary.example", path: "/"))
        for status in [200, 204, 404, 503, nil] {
            let transport = MeteringTransport(
                Answering(status: status), integration: "X", meter: meter, clock: SystemClock())
            _ = try? await transport.send(call)
        }
        let text = MetricText(format: .plain).text(meter.families)
        for (outcome, count) in [("ok", 2), ("http_4xx", 1), ("http_5xx", 1), ("rateLimited", 1)] {
            #expect(text.contains(#"{integration="X",outcome="\#(outcome)"} \#(count)"#), "\(text)")
        }
        #expect(!text.contains("canary"))
    }

    @Test("a process's figures come from what the kernel shows")
    func process() throws {
        let temporary = try TemporaryFolder("proc")
        try temporary.write("self/status", Array("Name:\tx y\nVmRSS:\t   2048 kB\nRssAnon:\t 1024 kB\n".utf8))
        let fields = (4...21).map { $0 == 14 ? "250" : $0 == 15 ? "50" : "0" } + ["1000"]
        try temporary.write("self/stat", Array("7 (odd) name) S \(fields.joined(separator: " ")) 0 0\n".utf8))
        try temporary.write("stat", Array("cpu 1 2\nbtime 1700000000\n".utf8))
        try temporary.write("self/limits", Array("Max open files            1024      4096     files\n".utf8))
        let figures = ProcessFigures(root: temporary.path, ticks: 100)
        #expect(figures.resident == 2_097_152 && figures.anonymous == 1_048_576)
        #expect(figures.processor == 3)
        #expect(figures.started == 1_700_000_010)
        #expect(figures.openFilesLimit == 1024)
        #expect(ProcessFigures(root: temporary.path("none")).families.isEmpty)
    }
}
