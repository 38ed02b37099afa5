-- SPDX-License-Identifier: Apache-2.0
-- Requests for wrk: every phone says in turn where it is, every second of its own time, at 80 km/h.
-- They come as through a proxy of phones that have addresses of their own.
-- The file PINGS_TOKENS has a token a line, PINGS_FIRST is the number of the first point, PINGS_START the time of point 0.

local threads = {}

function setup(thread)
  thread:set("mine", #threads)
  table.insert(threads, thread)
  thread:set("all", tonumber(os.getenv("PINGS_THREADS")))
end

function init(args)
  tokens = {}
  addresses = {}
  local number = 0
  for line in io.lines(os.getenv("PINGS_TOKENS")) do
    if number % all == mine then
      tokens[#tokens + 1] = "Bearer " .. line
      addresses[#addresses + 1] = string.format("10.0.%d.%d", math.floor(number / 250), number % 250 + 1)
    end
    number = number + 1
  end
  phones = #tokens
  count = 0
  first = tonumber(os.getenv("PINGS_FIRST"))
  start = tonumber(os.getenv("PINGS_START"))
  headers = { ["Content-Type"] = "application/json" }
end

function request()
  local point = first + math.floor(count / #tokens)
  headers["Authorization"] = tokens[count % #tokens + 1]
  headers["X-Forwarded-For"] = addresses[count % #tokens + 1]
  count = count + 1
  local body = string.format(
    '{"lat":%.6f,"lng":5.121420,"accuracy":8,"timestamp":%d}', 50 + point * 0.0002, start + point)
  return wrk.format("POST", "/webhook/ping", headers, body)
end

-- With PINGS_PAUSE a connection waits so many milliseconds after each answer: a load that is given, not the highest.
if os.getenv("PINGS_PAUSE") then
  local pause = tonumber(os.getenv("PINGS_PAUSE"))
  function delay() return pause end
end

function done(summary, latency, requests)
  local points = 0
  for _, thread in ipairs(threads) do points = math.max(points, thread:get("count") / thread:get("phones")) end
  io.write(string.format("points %d\n", math.ceil(points)))
  io.write(string.format("errors %d\n", summary.errors.status + summary.errors.connect + summary.errors.read
    + summary.errors.write + summary.errors.timeout))
end
