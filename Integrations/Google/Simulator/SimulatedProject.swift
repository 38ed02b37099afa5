// SPDX-License-Identifier: Apache-2.0

/// What is registered with the simulated Google: who can consent, and which programs may ask.
public struct SimulatedProject: Sendable {
    /// The project's id.
    public var id: String
    /// The accounts; the first consents unless the program or a control names another.
    public var accounts: [SimulatedAccount]
    /// The programs.
    public var clients: [SimulatedClient]
    /// The service accounts; one is made on the first call of ``GoogleSimulator/serviceAccountFile(origin:)`` when
    /// there is none.
    public var serviceAccounts: [SimulatedServiceAccount]

    /// Makes a project.
    public init(
        id: String, accounts: [SimulatedAccount], clients: [SimulatedClient],
        serviceAccounts: [SimulatedServiceAccount] = []
    ) {
        self.id = id
        self.accounts = accounts
        self.clients = clients
        self.serviceAccounts = serviceAccounts
    }

    /// The address of the service account that is made when there is none.
    public var serviceAccountEmail: String { "robot@\(id).iam.example.com" }

    /// Two accounts, and a client of each kind: `desktop`, `testing` (a desktop client in testing), `web` and
    /// `device`, each with `.apps.example.com` behind it and the secret `KIND-secret`.
    public static var demonstration: Self {
        func client(_ name: String, _ kind: SimulatedClient.Kind, isInTesting: Bool = false) -> SimulatedClient {
            SimulatedClient(
                id: "\(name).apps.example.com", secret: "\(name)-secret", kind: kind, isInTesting: isInTesting)
        }
        return Self(
            id: "steward-demonstration",
            accounts: [
                SimulatedAccount(
                    email: "user@example.com", name: "User", subject: "100000000000000000001"),
                SimulatedAccount(
                    email: "office@example.org", name: "Office", subject: "100000000000000000002",
                    hostedDomain: "example.org"),
            ],
            clients: [
                client("desktop", .desktop), client("testing", .desktop, isInTesting: true),
                client("web", .web(redirects: ["https://steward.example.com/connected"])),
                client("device", .limitedInput),
            ])
    }
}
