// SPDX-License-Identifier: Apache-2.0
import HTTPTypes
import Hummingbird
import Logbook
import NIOCore
import StewardCore
import StewardStore

/// What a device, or a program or page of an account, sent to be kept.
struct IntakeRequest: Sendable {
    let body: [UInt8]
    /// Those of the address.
    let parameters: IntakeParameters
    let sender: Sender
    let receipt: Receipt
    /// The sender's own name for the request, the header `Idempotency-Key`.
    let key: String?
    /// The name of the account that it is for.
    let accountName: String
    private let site: Site

    /// - Throws: 413, 408 for a body that is too long or too slow; `LogbookError` for parameters that are none.
    init(_ request: Request, _ context: PageContext, _ site: Site) async throws {
        (sender, accountName) = try Self.sender(context)
        let device: String
        switch sender {
        case .device(let token): device = token.id
        // Something has to tell a phone's page and a program from the odometer that a person reads.
        case .account, .broker: device = context.visitor?.session == nil ? "program" : "page"
        }
        receipt = Receipt(arrival: site.installation.clock.now.microseconds, device: device)
        parameters = try request.uri.query.map { try IntakeParameters(query: $0) } ?? IntakeParameters()
        key = try Self.key(request)
        body = try await RequestBytes.read(request, context, upTo: Received.mostBytes)
        self.site = site
    }

    private static func sender(_ context: PageContext) throws -> (Sender, String) {
        if let device = context.device { return (.device(device.token), device.accountName) }
        guard let visitor = context.visitor else { throw DeviceCheck.missing }
        return (.account(visitor.account.id), visitor.account.name)
    }

    private static func key(_ request: Request) throws -> String? {
        guard let key = request.headers[.idempotencyKey], !key.isEmpty else { return nil }
        guard key.utf8.count <= 200 else {
            throw LogbookError(.invalid, "The header Idempotency-Key has more than 200 characters; send a shorter one.")
        }
        return key
    }

    /// Keeps it. When this returns it is on disk.
    func record(_ received: Received, form: String) async throws -> [Recorded] {
        try await site.installation.logbook.record(
            received, form: form, from: sender, arrival: receipt.arrival, key: key)
    }

    /// The parameters without the sender's own token, with which trackers name themselves: it must not be kept as the
    /// name of a device.
    func parameters(from body: IntakeParameters = IntakeParameters()) -> IntakeParameters {
        IntakeParameters(
            (parameters.pairs + body.pairs).map { pair in
                (pair.name, pair.value.hasPrefix(DeviceTokenText.prefix) ? "tracker" : pair.value)
            })
    }
}

/// Reads a whole body.
enum RequestBytes {
    /// - Throws: 413, 408; then the connection ends.
    static func read(_ request: Request, _ context: PageContext, upTo most: Int) async throws -> [UInt8] {
        do {
            let buffer = try await BodyCollector.collect(request.body, upTo: most)
            return Array(buffer.readableBytesView)
        } catch BodyCollector.Refusal.tooLarge {
            context.peer.hangUp()
            throw HTTPError(
                .contentTooLarge, headers: [.connection: "close"], message: "The body is longer than \(most) bytes.")
        } catch BodyCollector.Refusal.tooSlow {
            context.peer.hangUp()
            throw HTTPError(
                .requestTimeout, headers: [.connection: "close"],
                message: "The body came too slowly to wait for. Send it again over a better line.")
        }
    }
}

extension HTTPField.Name {
    fileprivate static let idempotencyKey = Self("Idempotency-Key") ?? .server
}
