// SPDX-License-Identifier: Apache-2.0
import Foundation
import Logging
import ServiceLifecycle
import StewardCore
import StewardServer
import UnixSignals

/// Runs the server on an open installation until SIGTERM or SIGINT.
struct ServerRunner {
    let options: ServeOptions
    let output: OutputOptions

    /// - Parameter isUp: called when the pages are there.
    func run(_ installation: Installation, isUp: @escaping @Sendable () -> Void = {}) async throws {
        let logger = options.logger(quiet: output.quiet)
        let (host, printer) = (options.host, output.printer)
        let notice = ServiceNotice(ProcessInfo.processInfo.environment)
        let access = Access(installation: installation)
        let certificates = try options.tls.certificates(logger)
        try await ServedCertificate.remember(certificates?.files, in: installation)
        let setUp = try await access.isSetUp() ? nil : try await access.newSetUpLink()
        let site = try SiteServer(
            installation: installation, host: host, port: options.port, reach: options.reach(),
            limits: options.limits(), certificates: certificates, access: access,
            handlers: Handlers.all(installation, also: .mail(ProcessInfo.processInfo.environment)), logger: logger,
            records: options.logJSON || output.quiet ? nil : RequestLines(label: logger.label),
            onReady: { port in
                let address = Self.address(host, port, options.publicName.first, certificates)
                Memory.leaveStart()
                notice.ready()
                Self.announce(address, setUp.map { "\(address)/setup/\($0.reveal())" }, printer)
                isUp()
            })
        let group = ServiceGroup(
            services: site.services + [ServiceWatch(notice, installation)] + Self.reloading(certificates),
            gracefulShutdownSignals: [.sigterm, .sigint], logger: logger)
        defer { LogLines.standardError.flush() }
        do {
            try await group.run()
        } catch {
            throw CommandError(.unavailable, site.sentence(for: error))
        }
    }

    /// The address to say. A certificate is for its names, so one of those is said where there is one.
    static func address(_ host: String, _ port: Int, _ name: String?, _ certificates: Certificates?) -> String {
        guard let certificates else { return "http://\(host.contains(":") ? "[\(host)]" : host):\(port)" }
        let place = name ?? certificates.names.first ?? (host.contains(":") ? "[\(host)]" : host)
        return "https://\(place)" + (port == 443 ? "" : ":\(port)")
    }

    /// Reads the certificate again at SIGHUP. On a terminal, SIGHUP says that the terminal is gone, and ends the
    /// program as it does any other.
    private static func reloading(_ certificates: Certificates?) -> [any Service] {
        guard let certificates, isatty(STDIN_FILENO) == 0 else { return [] }
        return [CertificateReload(certificates)]
    }

    /// Says where it runs, and on the first start, where the owner's account is made.
    private static func announce(_ address: String, _ setUp: String?, _ printer: Printer) {
        var sentence = "Steward runs on \(address). Stop it with Ctrl-C."
        var members = [JSON.Member("address", .string(address))]
        if let setUp {
            sentence += "\nNobody owns it yet. Make the owner's account within a day, with this link: \(setUp)"
            members.append(JSON.Member("setup", .string(setUp)))
        }
        printer.show(sentence, json: .object(members))
    }
}
