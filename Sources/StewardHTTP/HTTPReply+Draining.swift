// SPDX-License-Identifier: Apache-2.0
public import StewardCore

extension HTTPReply {
    /// Reads the body to its end and keeps nothing of it, so that a connection that breaks before the end is noticed:
    /// for replies of which only the status matters.
    ///
    /// A body longer than `limit` is left there, which is not an error.
    /// - Parameters:
    ///   - service: who answers, as it stands in the error's sentence: a host's name.
    ///   - subject: what was sent, with its article: `a notice`.
    ///   - limit: how many bytes are read at most.
    /// - Throws: `unavailable` when the body breaks off, `cancelled` when the task is cancelled, or what the transport
    ///   says.
    public func drain(
        from service: String, answering subject: String, upTo limit: Int = 65_536
    ) async throws(IntegrationError) {
        do {
            var count = 0
            for try await piece in body {
                count += piece.count
                if count > limit { return }
            }
        } catch let error as IntegrationError {
            throw error
        } catch is CancellationError {
            throw IntegrationError(.cancelled, "Sending \(subject) to \(service) was cancelled.")
        } catch {
            throw IntegrationError(
                .unavailable, "\(service) broke off while it answered \(subject); try again later.", cause: error)
        }
    }
}
