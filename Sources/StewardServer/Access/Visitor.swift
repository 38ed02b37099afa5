// SPDX-License-Identifier: Apache-2.0

/// Who a request comes from, once that is known.
package struct Visitor: Sendable, Hashable {
    package let account: Account
    /// What this request may ask for: what the role allows, and for an API token what it was made for.
    package let scopes: Set<Scope>
    /// `nil` for an API token.
    package let session: Session?
    /// What a form has to bring along; empty for an API token, which has no forms.
    package let formToken: String

    /// Whether it may ask for this.
    package func may(_ scope: Scope) -> Bool { scopes.contains(scope) }
    /// How the ledger names the person.
    package var actor: String { account.actor }
}
