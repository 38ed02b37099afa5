// SPDX-License-Identifier: Apache-2.0
import HTTPTypes
import StewardCore
public import StewardSimulation

extension GoogleSimulator {
    var consentRoutes: [SimulatedRoute] {
        let desktop = "OAuth 2.0 for iOS & Desktop Apps (developers.google.com/identity), 2026-11"
        let devices = "OAuth 2.0 for TV and Limited-Input Device Applications, 2026-11"
        return ["/o/oauth2/v2/auth", "/o/oauth2/auth"].map { path in
            SimulatedRoute(.get, path, source: desktop) { [accounts] request in
                await accounts.authorize(request.query)
            }
        } + [
            SimulatedRoute(.post, "/device/code", source: devices) { [accounts] request in
                await accounts.startDevice(request)
            },
            SimulatedRoute(.get, "/device", source: devices) { [accounts] request in
                await accounts.enter(userCode: request.query["user_code"])
            },
        ]
    }

    var tokenRoutes: [SimulatedRoute] {
        let desktop = "OAuth 2.0 for iOS & Desktop Apps (developers.google.com/identity), 2026-11"
        // The addresses before oauth2.googleapis.com still answer.
        return ["/token", "/oauth2/v4/token", "/o/oauth2/token"].map { path in
            SimulatedRoute(.post, path, source: desktop) { [accounts] request in await accounts.token(request) }
        } + [
            SimulatedRoute(.post, "/revoke", source: desktop) { [accounts] request in await accounts.revoke(request) },
            SimulatedRoute(.get, "/revoke", source: desktop) { [accounts] request in await accounts.revoke(request) },
        ]
    }

    var identityRoutes: [SimulatedRoute] {
        let openID = "OpenID Connect (developers.google.com/identity), 2026-11"
        let v2 = "OAuth2 API v2, discovery document revision 20200213"
        return [
            SimulatedRoute(.get, "/oauth2/v3/certs", example: "/oauth2/v3/certs", source: openID) { [accounts] _ in
                await accounts.webKeys()
            },
            SimulatedRoute(.get, "/oauth2/v1/certs", example: "/oauth2/v1/certs", source: openID) { [accounts] _ in
                await accounts.certificates()
            },
            SimulatedRoute(
                .get, "/.well-known/openid-configuration", example: "/.well-known/openid-configuration",
                source: openID
            ) { [accounts] request in await accounts.configuration(request.origin) },
        ]
            + ["/v1/userinfo", "/oauth2/v3/userinfo"].map { path in
                SimulatedRoute(.get, path, source: openID) { [accounts] request in
                    await accounts.userInfo(request, isOpenID: true)
                }
            }
            + ["/oauth2/v2/userinfo", "/userinfo/v2/me"].map { path in
                SimulatedRoute(.get, path, source: v2) { [accounts] request in
                    await accounts.userInfo(request, isOpenID: false)
                }
            }
            + [HTTPRequest.Method.get, .post].flatMap { method in
                [
                    SimulatedRoute(method, "/tokeninfo", source: openID) { [accounts] request in
                        await accounts.tokenInfo(request.everyParameter)
                    },
                    SimulatedRoute(method, "/oauth2/v3/tokeninfo", source: openID) { [accounts] request in
                        await accounts.tokenInfo(request.everyParameter)
                    },
                    SimulatedRoute(method, "/oauth2/v2/tokeninfo", source: v2) { [accounts] request in
                        await accounts.tokenInfoV2(request.everyParameter)
                    },
                ]
            }
    }

    /// Calls that move the simulator itself; ``GoogleSimulator`` lists them.
    public var controls: [SimulatedRoute] {
        func control(
            _ name: String, _ act: @escaping @Sendable (Accounts, JSON) async throws -> JSON
        ) -> SimulatedRoute {
            SimulatedRoute(
                .post, "/_simulator/accounts/\(name)", source: "Steward's own control of this simulator"
            ) { [accounts] request in
                do {
                    let json = request.body.isEmpty ? JSON.object([]) : try JSON(parsing: request.body)
                    return .json(try await act(accounts, json))
                } catch {
                    let message = (error as? IntegrationError)?.message ?? "\(error)"
                    return .json(["error": .string(message)], status: .badRequest)
                }
            }
        }
        return [
            control("consent") { try await $0.setNextConsent($1) }, control("expire") { try await $0.expire($1) },
            control("revoke") { try await $0.takeBack($1) }, control("keys") { try await $0.rotateKeys($1) },
            control("settings") { try await $0.change($1) },
            SimulatedRoute(
                .get, "/_simulator/accounts/grants", source: "Steward's own control of this simulator"
            ) { [accounts] _ in .json(await accounts.grants) },
        ]
    }
}

extension SimulatedRequest {
    /// Parameters of the address and of a form.
    fileprivate var everyParameter: [String: String] {
        query.merging(Self.parameters(String(decoding: body, as: UTF8.self))) { $1 }
    }
}
