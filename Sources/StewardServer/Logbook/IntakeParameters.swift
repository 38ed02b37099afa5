// SPDX-License-Identifier: Apache-2.0
import Logbook

/// The parameters of a report; other modules have parameters of their own.
typealias IntakeParameters = Parameters
