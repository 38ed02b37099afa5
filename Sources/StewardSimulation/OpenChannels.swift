// SPDX-License-Identifier: Apache-2.0
import NIOCore
import Synchronization

/// The connections that are open, so that stopping does not wait for clients to leave.
final class OpenChannels: Sendable {
    private struct State {
        var channels: [ObjectIdentifier: any Channel] = [:]
        var isClosing = false
    }
    private let state = Mutex(State())

    /// A handler that notes its channel.
    func tracker() -> some RemovableChannelHandler & Sendable { Tracker(self) }

    /// Closes every connection, and from now on every new one.
    func closeAll() {
        let open = state.withLock { state in
            state.isClosing = true
            return Array(state.channels.values)
        }
        for channel in open { channel.close(promise: nil) }
    }

    fileprivate func add(_ channel: any Channel) {
        let id = ObjectIdentifier(channel)
        let isClosing = state.withLock { state in
            state.channels[id] = channel
            return state.isClosing
        }
        channel.closeFuture.whenComplete { [weak self] _ in self?.remove(id) }
        if isClosing { channel.close(promise: nil) }
    }

    private func remove(_ id: ObjectIdentifier) { _ = state.withLock { $0.channels.removeValue(forKey: id) } }

    /// Asks a channel to close when everything written before has reached the socket.
    struct CloseWhenWritten: Sendable {}

    /// Bound to one channel, whose loop alone calls it.
    private final class Tracker: ChannelDuplexHandler, RemovableChannelHandler, @unchecked Sendable {
        typealias InboundIn = NIOAny
        typealias OutboundIn = NIOAny
        private let channels: OpenChannels
        private var lastWrite: EventLoopFuture<Void>?

        init(_ channels: OpenChannels) { self.channels = channels }

        func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
            let written = promise ?? context.eventLoop.makePromise(of: Void.self)
            lastWrite = written.futureResult
            context.write(data, promise: written)
        }

        func triggerUserOutboundEvent(
            context: ChannelHandlerContext, event: Any, promise: EventLoopPromise<Void>?
        ) {
            guard event is CloseWhenWritten else {
                return context.triggerUserOutboundEvent(event, promise: promise)
            }
            promise?.succeed()
            let channel = context.channel
            guard let lastWrite else { return channel.close(promise: nil) }
            lastWrite.whenComplete { _ in channel.close(promise: nil) }
        }

        func channelActive(context: ChannelHandlerContext) {
            channels.add(context.channel)
            context.fireChannelActive()
        }
    }
}
