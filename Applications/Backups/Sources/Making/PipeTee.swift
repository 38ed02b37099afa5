// SPDX-License-Identifier: Apache-2.0

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Passes what is in one pipe on to another one without copying it (tee(2)), so that only what is looked at is copied.
struct PipeTee: Sendable {
    private typealias Call = @convention(c) (Int32, Int32, Int, UInt32) -> Int
    private let call: Call

    /// `nil` where the system has no such call. Glibc's module leaves it out.
    init?() {
        #if os(Linux)
            guard let program = dlopen(nil, RTLD_NOW), let symbol = dlsym(program, "tee") else { return nil }
            call = unsafeBitCast(symbol, to: Call.self)
        #else
            return nil
        #endif
    }

    /// What became of it.
    enum Outcome: Equatable {
        /// So many bytes are in the other pipe too, and wait in this one to be read.
        case passed(Int)
        /// Nobody writes any more.
        case end
        /// The failure's number.
        case failed(Int32)
    }

    /// Waits until there is something to pass on, and room for it.
    func pass(_ from: Int32, to: Int32) -> Outcome {
        while true {
            let count = call(from, to, 1 << 20, 0)
            if count > 0 { return .passed(count) }
            if count == 0 { return .end }
            if errno != EINTR { return .failed(errno) }
        }
    }
}
