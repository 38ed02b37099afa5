// SPDX-License-Identifier: Apache-2.0
import NIOCore
import Synchronization

/// Counts the connections of each address.
final class ConnectionCount: Sendable {
    private let counts = Mutex<[String: Int]>([:])
    private let most: Int

    init(most: Int) { self.most = most }

    /// Whether one more is let in; then it is counted until ``leave(_:)``.
    func enter(_ address: String) -> Bool {
        counts.withLock { counts in
            guard counts[address, default: 0] < most else { return false }
            counts[address, default: 0] += 1
            return true
        }
    }

    func leave(_ address: String) {
        counts.withLock { counts in
            let left = (counts[address] ?? 1) - 1
            counts[address] = left > 0 ? left : nil
        }
    }
}

/// Stands at the socket's end of a connection: closes it when its address has too many, and when the client does not
/// take what is written.
final class ConnectionWatch: ChannelDuplexHandler {
    typealias InboundIn = ByteBuffer
    typealias InboundOut = ByteBuffer
    typealias OutboundIn = IOData
    typealias OutboundOut = IOData

    private let count: ConnectionCount
    private let proxy: TrustedProxy
    private let patience: TimeAmount
    private var counted: String?
    /// Bytes that were written, whether or not the socket has taken them.
    private var written = 0
    private var alarm: Scheduled<Void>?

    init(count: ConnectionCount, proxy: TrustedProxy, patience: Duration) {
        self.count = count
        self.proxy = proxy
        self.patience = TimeAmount(patience)
    }

    func channelActive(context: ChannelHandlerContext) {
        let address = context.channel.remoteAddress?.ipAddress ?? ""
        if !proxy.trusts(address) {
            // An IPv6 client has a whole network of addresses.
            let key = IPAddress(address)?.network(of: 64).description ?? address
            guard count.enter(key) else { return context.close(promise: nil) }
            counted = key
        }
        context.fireChannelActive()
    }

    func channelInactive(context: ChannelHandlerContext) {
        alarm?.cancel()
        if let counted { count.leave(counted) }
        counted = nil
        context.fireChannelInactive()
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        written += unwrapOutboundIn(data).readableBytes
        context.write(data, promise: promise)
    }

    func flush(context: ChannelHandlerContext) {
        context.flush()
        watch(context)
    }

    /// Looks from time to time, as long as something is written, whether anything waits that the client does not take.
    private func watch(_ context: ChannelHandlerContext, taken before: Int? = nil) {
        guard alarm == nil else { return }
        let bound = NIOLoopBound((self, context), eventLoop: context.eventLoop)
        alarm = context.eventLoop.scheduleTask(in: patience) {
            let (handler, context) = bound.value
            handler.alarm = nil
            guard let waiting = handler.waiting(context), waiting > 0 else { return }
            let taken = handler.written - waiting
            if taken == before { context.close(promise: nil) } else { handler.watch(context, taken: taken) }
        }
    }

    private func waiting(_ context: ChannelHandlerContext) -> Int? {
        try? context.channel.syncOptions?.getOption(ChannelOptions.bufferedWritableBytes)
    }
}
