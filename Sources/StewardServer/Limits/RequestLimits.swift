// SPDX-License-Identifier: Apache-2.0

/// How much may be asked, and how much may be sent.
package struct RequestLimits: Sendable {
    /// Requests a minute of one account, whoever of its sessions and API tokens sends them; `nil` for no limit.
    package var ofAccount: Int? = 600
    /// Requests a minute of one address that is not signed in; of IPv6, of its /64.
    package var ofStranger: Int? = 120
    /// Requests a minute of one address in all: many people can be behind one.
    package var ofAddress: Int? = 3000
    /// Reports a minute of one device. A phone that had no network sends at once what it kept, so after a rest as many
    /// as in ``deviceBurst`` minutes are taken; a list of many points is one report.
    package var ofDevice: Int? = 120
    static let deviceBurst = 10
    /// Requests that are answered at once.
    package var atOnce = 256
    /// Of those, requests of one address.
    package var atOnceOfOne = 64
    /// Bytes of a file that is sent.
    package var uploadBytes: Int64 = 512 << 20
    /// Files that are received at once, in all and of one account.
    package var uploadsAtOnce = 4
    package var uploadsOfOne = 2

    package init() {}

    /// Those of a server where an account may send so many requests a minute; 0 for no limit.
    package init(perMinute: Int) {
        self.init()
        ofAccount = perMinute > 0 ? perMinute : nil
        ofStranger = perMinute > 0 ? max(1, perMinute / 5) : nil
        ofAddress = perMinute > 0 ? perMinute * 5 : nil
        ofDevice = perMinute > 0 ? max(1, perMinute / 5) : nil
    }
}
