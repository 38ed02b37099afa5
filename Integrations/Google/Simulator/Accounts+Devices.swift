// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
import StewardCore
import StewardSimulation

/// Google: OAuth 2.0 for TV and Limited-Input Device Applications, 2026-11 (RFC 8628 with names of its own).
extension Accounts {
    /// Starts a device's wait for a person's consent.
    func startDevice(_ request: SimulatedRequest) -> SimulatedReply {
        let form = SimulatedRequest.parameters(String(decoding: request.body, as: UTF8.self))
        guard let id = form["client_id"] else { return OAuthFailure.missing("client_id").reply }
        guard let client = client(id) else {
            return OAuthFailure(401, "invalid_client", "The OAuth client was not found.").reply
        }
        guard client.kind == .limitedInput else {
            return OAuthFailure(401, "invalid_client", "Invalid client type.").reply
        }
        let scopes = Scopes.split(form["scope"])
        guard !scopes.isEmpty else { return OAuthFailure.missing("scope").reply }
        if let wide = scopes.first(where: { !Scopes.isAllowedOnDevices($0) }) {
            return OAuthFailure(400, "invalid_scope", "Invalid device flow scope: \(wide)").reply
        }
        let code = "AH-1Ng" + Base64URL.random(36)
        let userCode = Self.userCode()
        devices = devices.filter { $0.value.expires > now }
        devices[code] = WaitingDevice(
            client: id, scopes: Scopes.full(scopes), userCode: userCode, expires: now.addingTimeInterval(1800),
            interval: 5, lastPoll: nil, decision: settings.devices)
        return .oauth([
            "device_code": .string(code), "user_code": .string(userCode),
            "verification_url": .string(request.origin + "/device"), "expires_in": 1800, "interval": 5,
        ])
    }

    private static func userCode() -> String {
        let letters = Array("BCDFGHJKLMNPQRSTVWXZ")
        func four() -> String { String((0..<4).map { _ in letters[Int.random(in: letters.indices)] }) }
        return four() + "-" + four()
    }

    /// Answers a device that asks whether the person has consented.
    func poll(_ form: [String: String], _ client: SimulatedClient) throws -> JSON {
        guard let code = form["device_code"] else { throw OAuthFailure.missing("device_code") }
        guard var device = devices[code], device.client == client.id else {
            throw OAuthFailure(400, "invalid_grant", "Malformed device code.")
        }
        guard device.expires > now else {
            devices[code] = nil
            throw OAuthFailure(400, "expired_token", "The device code has expired.")
        }
        let isFirst = device.lastPoll == nil
        if let last = device.lastPoll, now.timeIntervalSince(last) < device.interval {
            device.interval += 5
            device.lastPoll = now
            devices[code] = device
            throw OAuthFailure(403, "slow_down", "Forbidden")
        }
        device.lastPoll = now
        devices[code] = device
        switch device.decision {
        case .deny:
            devices[code] = nil
            throw OAuthFailure(403, "access_denied", "Forbidden")
        case .soon where isFirst, .pending:
            throw OAuthFailure(428, "authorization_pending", "Precondition Required")
        case .soon, .allow: return try finish(code, device)
        }
    }

    private func finish(_ code: String, _ device: WaitingDevice) throws -> JSON {
        devices[code] = nil
        guard let account = project.accounts.first else { throw OAuthFailure(403, "access_denied", "Forbidden") }
        let key = GrantKey(client: device.client, account: account.email)
        consents[key] = device.scopes + (consents[key] ?? []).filter { !device.scopes.contains($0) }
        return try tokens(for: key, device.scopes, isLasting: true, nonce: nil)
    }

    /// The page where a person enters the code that the device shows; entering it is consenting.
    func enter(userCode: String?) -> SimulatedReply {
        guard let userCode, let found = devices.first(where: { $0.value.userCode == userCode }) else {
            return .text(
                "<!DOCTYPE html><title>Connect a device</title><form><input name=\"user_code\"></form>",
                type: "text/html; charset=utf-8")
        }
        devices[found.key]?.decision = .allow
        return .text(
            "<!DOCTYPE html><title>Device connected</title><p>The device is connected.</p>",
            type: "text/html; charset=utf-8")
    }
}
