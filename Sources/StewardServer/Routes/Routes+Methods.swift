// SPDX-License-Identifier: Apache-2.0
import HTTPTypes
import Hummingbird

extension Routes {
    /// Methods that clients know, and that no address here need have.
    private static let methods: [HTTPRequest.Method] = [
        .get, .post, .put, .patch, .delete, .options, .trace, .connect,
    ]

    /// Answers 405 to a method that an address does not have, and says which it has: RFC 9110, 15.5.6.
    static func refuseOtherMethods(_ router: Router<PageContext>) {
        for (path, routes) in Dictionary(grouping: all, by: \.path) {
            let known = Set(routes.map(\.method))
            let allowed = allowed(known)
            for method in methods where !known.contains(method) {
                router.on(RouterPath(path), method: method) { _, _ -> Response in
                    throw HTTPError(
                        .methodNotAllowed, headers: [.allow: allowed], message: "This address takes: \(allowed).")
                }
            }
        }
    }

    /// As in the header `Allow`. Whatever can be got can be asked for its head.
    private static func allowed(_ methods: Set<HTTPRequest.Method>) -> String {
        let all = methods.contains(.get) ? methods.union([.head]) : methods
        return all.map(\.rawValue).sorted().joined(separator: ", ")
    }

    /// Whether an address is one of this server's, whatever the method; known as soon as the router found it.
    static func isKnown(_ context: PageContext) -> Bool { context.endpointPath.map { $0 != "NotFound" } ?? false }
}
