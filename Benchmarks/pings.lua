-- SPDX-License-Identifier: Apache-2.0
-- Requests for wrk: every phone says in turn where it is, fifteen seconds of its own time after the point before.
-- The file PINGS_TOKENS has a token a line, PINGS_FIRST is the number of the first point, PINGS_START the time of point 0.

local threads = 0

function setup(thread)
  thread:set("mine", threads)
  threads = threads + 1
  thread:set("all", tonumber(os.getenv("PINGS_THREADS")))
end

function init(args)
  tokens = {}
  local number = 0
  for line in io.lines(os.getenv("PINGS_TOKENS")) do
    if number % all == mine then tokens[#tokens + 1] = "Bearer " .. line end
    number = number + 1
  end
  count = 0
  first = tonumber(os.getenv("PINGS_FIRST"))
  start = tonumber(os.getenv("PINGS_START"))
  headers = { ["Content-Type"] = "application/json" }
end

function request()
  local point = first + math.floor(count / #tokens)
  headers["Authorization"] = tokens[count % #tokens + 1]
  count = count + 1
  local body = string.format(
    '{"lat":%.6f,"lng":5.121420,"accuracy":8,"timestamp":%d}', 50 + point * 0.001, start + point * 15)
  return wrk.format("POST", "/webhook/ping", headers, body)
end

function done(summary, latency, requests)
  io.write(string.format("errors %d\n", summary.errors.status + summary.errors.connect + summary.errors.read
    + summary.errors.write + summary.errors.timeout))
end
