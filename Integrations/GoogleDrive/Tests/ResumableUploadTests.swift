// SPDX-License-Identifier: Apache-2.0
import GoogleDrive
import StewardCore
import Testing

/// The steps of a resumable upload as a table: events in, actions out.
@Suite("The steps of a resumable upload")
struct ResumableUploadTests {
    typealias Event = ResumableUpload.Event
    typealias Action = ResumableUpload.Action

    struct Case: Sendable, CustomStringConvertible {
        let description: String
        var length: Int64? = 1_000
        var isResumed = false
        let events: [Event]
        let actions: [[Action]]
    }

    /// Chunks of 400 bytes, four tries, jitter one half.
    static let table: [Case] = [
        Case(
            description: "chunk after chunk, the last one short",
            events: [.opened, .stored(400), .stored(800), .complete],
            actions: [
                [.open], [.send(from: 0, count: 400)], [.send(from: 400, count: 400)], [.send(from: 800, count: 200)],
                [.finish],
            ]),
        Case(
            description: "a part of a chunk was stored",
            events: [.opened, .stored(256)],
            actions: [[.open], [.send(from: 0, count: 400)], [.send(from: 256, count: 400)]]),
        Case(
            description: "nothing of a chunk was stored: wait, then the same again",
            events: [.opened, .stored(0), .stored(0), .stored(0), .stored(0)],
            actions: [
                [.open], [.send(from: 0, count: 400)], [.wait(.seconds(0.5)), .send(from: 0, count: 400)],
                [.wait(.seconds(1)), .send(from: 0, count: 400)], [.wait(.seconds(2)), .send(from: 0, count: 400)],
                [.fail(.noProgress)],
            ]),
        Case(
            description: "the service lost what it had",
            events: [.opened, .stored(400), .stored(100)],
            actions: [
                [.open], [.send(from: 0, count: 400)], [.send(from: 400, count: 400)],
                [.wait(.seconds(0.5)), .send(from: 100, count: 400)],
            ]),
        Case(
            description: "the service loses and takes the same bytes again and again",
            events: [.opened, .stored(400), .stored(100), .stored(400), .stored(100)],
            actions: [
                [.open], [.send(from: 0, count: 400)], [.send(from: 400, count: 400)],
                [.wait(.seconds(0.5)), .send(from: 100, count: 400)],
                [.wait(.seconds(1)), .send(from: 400, count: 400)],
                [.wait(.seconds(2)), .send(from: 100, count: 400)],
            ]),
        Case(
            description: "5xx: wait, ask, go on from there",
            events: [.opened, .interrupted(retryAfter: nil), .stored(300)],
            actions: [
                [.open], [.send(from: 0, count: 400)], [.wait(.seconds(0.5)), .query], [.send(from: 300, count: 400)],
            ]),
        Case(
            description: "the service's own wait",
            events: [.opened, .interrupted(retryAfter: .seconds(20))],
            actions: [[.open], [.send(from: 0, count: 400)], [.wait(.seconds(20.5)), .query]]),
        Case(
            description: "a wait of an hour is left to the caller",
            events: [.opened, .interrupted(retryAfter: .seconds(3_600))],
            actions: [[.open], [.send(from: 0, count: 400)], [.fail(.noProgress)]]),
        Case(
            description: "progress between failures makes the tries count anew",
            events: [
                .opened, .interrupted(retryAfter: nil), .interrupted(retryAfter: nil), .interrupted(retryAfter: nil),
                .stored(100), .interrupted(retryAfter: nil),
            ],
            actions: [
                [.open], [.send(from: 0, count: 400)], [.wait(.seconds(0.5)), .query], [.wait(.seconds(1)), .query],
                [.wait(.seconds(2)), .query], [.send(from: 100, count: 400)], [.wait(.seconds(0.5)), .query],
            ]),
        Case(
            description: "the reply to the last chunk was lost",
            events: [.opened, .stored(400), .stored(800), .interrupted(retryAfter: nil), .complete],
            actions: [
                [.open], [.send(from: 0, count: 400)], [.send(from: 400, count: 400)], [.send(from: 800, count: 200)],
                [.wait(.seconds(0.5)), .query], [.finish],
            ]),
        Case(
            description: "the session is gone: from the beginning, but not for ever",
            events: [.opened, .stored(400), .gone, .opened, .gone, .gone, .gone],
            actions: [
                [.open], [.send(from: 0, count: 400)], [.send(from: 400, count: 400)], [.open],
                [.send(from: 0, count: 400)], [.open], [.open], [.fail(.lostTooOften)],
            ]),
        Case(
            description: "more than was sent cannot be stored",
            events: [.opened, .stored(401)],
            actions: [[.open], [.send(from: 0, count: 400)], [.fail(.beyondSent)]]),
        Case(
            description: "a negative count is no count",
            events: [.opened, .stored(-1)],
            actions: [[.open], [.send(from: 0, count: 400)], [.fail(.beyondSent)]]),
        Case(
            description: "a kept session goes on where the service is",
            isResumed: true, events: [.stored(700), .complete],
            actions: [[.query], [.send(from: 700, count: 300)], [.finish]]),
        Case(
            description: "a kept session that stored nothing yet",
            isResumed: true, events: [.stored(0)], actions: [[.query], [.send(from: 0, count: 400)]]),
        Case(
            description: "a kept session that was complete already",
            isResumed: true, events: [.complete], actions: [[.query], [.finish]]),
        Case(
            description: "a kept session that is over",
            isResumed: true, events: [.gone, .opened], actions: [[.query], [.open], [.send(from: 0, count: 400)]]),
        Case(
            description: "all is stored and yet not complete: asked again, not at once",
            isResumed: true, events: [.stored(1_000), .complete],
            actions: [[.query], [.wait(.seconds(0.5)), .query], [.finish]]),
        Case(
            description: "unknown length: whole chunks until the source ends",
            length: nil, events: [.opened, .stored(400), .stored(800), .complete],
            actions: [
                [.open], [.send(from: 0, count: 400)], [.send(from: 400, count: 400)], [.send(from: 800, count: 400)],
                [.finish],
            ]),
    ]

    @Test("each event has its actions", arguments: table)
    func steps(expected: Case) {
        var upload = ResumableUpload(length: expected.length, chunk: 400, tries: 4)
        var actions = [upload.begin(resuming: expected.isResumed)]
        for event in expected.events { actions.append(upload.handle(event, jitter: 0.5)) }
        #expect(actions == expected.actions)
    }

    @Test("whatever the service answers, an upload ends, and never sends what lies outside the content")
    func always() {
        var state: UInt64 = 0x5EED
        func random(_ bound: UInt64) -> UInt64 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return (state >> 33) % bound
        }
        for _ in 0..<2_000 {
            let length = Int64(random(2_000)) + 1
            var upload = ResumableUpload(length: length, chunk: 400, tries: 4)
            var actions = upload.begin(resuming: random(2) == 0)
            var steps = 0
            while let action = actions.last, steps < 10_000 {
                steps += 1
                var end: Int64 = 0
                switch action {
                case .finish, .fail: actions = []
                case .send(let from, let count):
                    #expect(from >= 0 && count > 0 && from + count <= length)
                    end = from + count
                    fallthrough
                default:
                    let events: [Event] = [
                        .stored(end), .stored(Int64(random(UInt64(end) + 1))), .interrupted(retryAfter: nil), .gone,
                        action == .open ? .opened : .stored(end), end == length ? .complete : .stored(end),
                    ]
                    actions = upload.handle(events[Int(random(6))], jitter: 0.5)
                }
            }
            #expect(steps < 10_000, "an upload of \(length) bytes did not end")
        }
    }
}
