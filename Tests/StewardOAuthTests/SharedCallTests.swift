// SPDX-License-Identifier: Apache-2.0
import StewardCore
import StewardOAuth
import Testing

@Suite("One call for all who wait")
struct SharedCallTests {
    @Test("two hundred callers, one call, one result", .timeLimit(.minutes(1)))
    func many() async throws {
        let shared = SharedCall<Int>(mustEnd: false)
        let gate = Gate()
        let calls = Counter()
        try await withThrowingTaskGroup(of: Int.self) { group in
            for _ in 0..<200 {
                group.addTask {
                    try await shared.result { () async throws(IntegrationError) in
                        await gate.pass()
                        return calls.increase()
                    }
                }
            }
            await gate.reached(1)
            while await shared.waiting < 200 { await Task.yield() }
            await gate.open()
            for try await result in group { #expect(result == 1) }
        }
        #expect(calls.value == 1)
    }

    @Test("a caller that is cancelled leaves at once; the others get the result", .timeLimit(.minutes(1)))
    func firstLeaves() async throws {
        let shared = SharedCall<Int>(mustEnd: false)
        let gate = Gate()
        let first = Task {
            try await shared.result { () async throws(IntegrationError) in
                await gate.pass()
                return 7
            }
        }
        await gate.reached(1)
        let second = Task { try await shared.result { () async throws(IntegrationError) in 8 } }
        while await shared.waiting < 2 { await Task.yield() }
        first.cancel()
        await #expect(throws: IntegrationError(.cancelled, "")) { try await first.value }
        await gate.open()
        #expect(try await second.value == 7)
    }

    @Test("when the last has left, the call is cancelled; whoever comes then begins a new one", .timeLimit(.minutes(1)))
    func allLeave() async throws {
        let shared = SharedCall<Bool>(mustEnd: false)
        let gate = Gate()
        let (ends, end) = AsyncStream<Bool>.makeStream()
        let only = Task {
            try await shared.result { () async throws(IntegrationError) in
                await gate.pass()
                end.yield(Task.isCancelled)
                return true
            }
        }
        await gate.reached(1)
        only.cancel()
        await #expect(throws: IntegrationError(.cancelled, "")) { try await only.value }
        #expect(try await shared.result { () async throws(IntegrationError) in false } == false)
        await gate.open()
        #expect(await ends.first { _ in true } == true)
    }

    @Test("a call that must end is not cancelled when all have left", .timeLimit(.minutes(1)))
    func mustEnd() async throws {
        let shared = SharedCall<Bool>(mustEnd: true)
        let gate = Gate()
        let (ends, end) = AsyncStream<Bool>.makeStream()
        let only = Task {
            try await shared.result { () async throws(IntegrationError) in
                await gate.pass()
                end.yield(Task.isCancelled)
                return true
            }
        }
        await gate.reached(1)
        only.cancel()
        await #expect(throws: IntegrationError(.cancelled, "")) { try await only.value }
        await gate.open()
        #expect(await ends.first { _ in true } == false)
    }

    @Test("a failure is everybody's, and the next caller begins anew")
    func failure() async throws {
        let shared = SharedCall<Int>(mustEnd: false)
        await #expect(throws: IntegrationError(.unavailable, "")) {
            try await shared.result { () async throws(IntegrationError) in
                throw IntegrationError(.unavailable, "no")
            }
        }
        #expect(try await shared.result { () async throws(IntegrationError) in 3 } == 3)
    }

    @Test("who is cancelled already begins nothing")
    func alreadyCancelled() async {
        let shared = SharedCall<Int>(mustEnd: true)
        let calls = Counter()
        let task = Task {
            while !Task.isCancelled { await Task.yield() }
            return try await shared.result { () async throws(IntegrationError) in
                calls.increase()
                return 1
            }
        }
        task.cancel()
        await #expect(throws: IntegrationError(.cancelled, "")) { try await task.value }
        #expect(calls.value == 0)
    }
}
