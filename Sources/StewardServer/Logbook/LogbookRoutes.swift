// SPDX-License-Identifier: Apache-2.0

/// Everything of logbooks that programs ask for, besides what devices report: one's own trips, places and vehicles.
enum LogbookRoutes {
    static let all: [Route] =
        TripRoutes.all + StatsRoutes.all + PlaceRoutes.all + CarRoutes.all + OdometerRoutes.all + ExportRoutes.all
        + ChargingRoutes.all + AccountRoutes.all + ImportRoutes.all + BrokerRoutes.all
}
