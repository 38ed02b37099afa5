# SPDX-License-Identifier: Apache-2.0
"""The simulators of models that read pictures, through the services' own clients as they are."""

import base64
import json
import os

import anthropic
import google.genai
import google.genai.errors
import google.genai.types
import openai

from checks import equal, expect
from simulation import Simulation, running

PNG = ("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR42mP4DwABAQEAHLCMmQAAAABJRU5ErkJggg==")
ROWS = [{"row": 4, "state": "written", "digits": "๑๒", "words": "สิบสอง"}, {"row": 5, "state": "dash"}]
ROW = {
    "type": "object", "required": ["row", "digits"], "additionalProperties": False,
    "properties": {"row": {"type": "integer"}, "digits": {"type": "string"}},
}
SCHEMA = {
    "type": "object", "required": ["rows"], "additionalProperties": False,
    "properties": {"rows": {"type": "array", "items": ROW}},
}


class Models:
    """The checks that each service has; a subclass asks in its client's way."""

    client = ""

    def __init__(self, simulation):
        self.simulation = simulation

    def run(self, checks):
        for what, body in [
            ("the model is there, another is not", self.models),
            ("what a picture says", self.right),
            ("a refusal, and an answer that was cut off", self.ends),
            ("too many questions, and an overloaded service", self.failures),
            ("a wrong key is refused", self.wrong_key),
            ("a picture that is none is refused", self.wrong_picture),
            ("every picture was counted", self.counted),
        ]:
            checks.run(self.client, what, body)

    def say(self, manner):
        self.simulation.post("/_simulator/pictures", {"rows": ROWS, "manner": manner})

    def right(self):
        self.say("right")
        rows = json.loads(self.ask())["rows"]
        equal([(row["row"], row["state"], row["digits"]) for row in rows],
              [(4, "written", "๑๒"), (5, "dash", "")], "the answer")

    def fails(self, kind, body, status):
        try:
            body()
        except kind as error:
            equal(getattr(error, "status_code", None) or getattr(error, "code", None), status, "the status")
            return error
        raise AssertionError(f"{self.client} did not raise {kind.__name__}")

    def counted(self):
        before = len(self.simulation.call("GET", "/_simulator/images"))
        self.say("right")
        self.ask()
        equal(len(self.simulation.call("GET", "/_simulator/images")), before + 1, "the pictures that came")


class OpenAI(Models):
    client = "openai"

    def connect(self, key="sk-simulated"):
        return openai.OpenAI(base_url=self.simulation.address + "/v1", api_key=key, max_retries=0)

    def reply(self, png=PNG, key="sk-simulated", model="simulated-vision", **more):
        picture = {"type": "image_url", "image_url": {"url": "data:image/png;base64," + png}}
        return self.connect(key).chat.completions.create(
            model=model, messages=[{"role": "user", "content": [{"type": "text", "text": "Read."}, picture]}],
            response_format={
                "type": "json_schema", "json_schema": {"name": "rows", "strict": True, "schema": SCHEMA}}, **more)

    def ask(self):
        reply = self.reply()
        equal(reply.choices[0].finish_reason, "stop", "why it ended")
        expect(reply.usage.prompt_tokens > 0 and reply.system_fingerprint, f"it is {reply}")
        return reply.choices[0].message.content

    def models(self):
        expect("simulated-vision" in [model.id for model in self.connect().models.list()], "the model is not listed")
        self.fails(openai.NotFoundError, lambda: self.reply(model="gone"), 404)
        self.fails(openai.BadRequestError, lambda: self.reply(model="simulated-thinking", max_tokens=10), 400)

    def ends(self):
        self.say("refusal")
        expect(self.reply().choices[0].message.refusal, "there is no refusal")
        self.say("truncated")
        equal(self.reply().choices[0].finish_reason, "length", "why it ended")

    def failures(self):
        self.say("rate-limited")
        error = self.fails(openai.RateLimitError, self.reply, 429)
        equal((error.code, error.response.headers["retry-after"]), ("rate_limit_exceeded", "17"), "the error")
        self.say("out-of-quota")
        equal(self.fails(openai.RateLimitError, self.reply, 429).code, "insufficient_quota", "the error")
        self.say("overloaded")
        self.fails(openai.InternalServerError, self.reply, 503)

    def wrong_key(self):
        equal(self.fails(openai.AuthenticationError, lambda: self.reply(key="sk-wrong"), 401).code,
              "invalid_api_key", "the error")

    def wrong_picture(self):
        self.fails(openai.BadRequestError, lambda: self.reply(png="R0lGOD=="), 400)


class Anthropic(Models):
    client = "anthropic"

    def connect(self, key="sk-ant-simulated"):
        # By itself this client speaks a later version, with the key as a bearer token; Steward speaks this one.
        headers = {"x-api-key": key, "anthropic-version": "2023-06-01"}
        return anthropic.Anthropic(
            base_url=self.simulation.address, api_key=key, max_retries=0, default_headers=headers)

    def reply(self, png=PNG, key="sk-ant-simulated", model="claude-simulated-1"):
        source = {"type": "base64", "media_type": "image/png", "data": png}
        return self.connect(key).messages.create(
            model=model, max_tokens=1000, tool_choice={"type": "tool", "name": "rows"},
            tools=[{"name": "rows", "description": "Takes rows.", "input_schema": SCHEMA}],
            messages=[{"role": "user", "content": [
                {"type": "image", "source": source}, {"type": "text", "text": "Read."}]}])

    def ask(self):
        reply = self.reply()
        equal((reply.stop_reason, reply.content[0].type), ("tool_use", "tool_use"), "the answer's kind")
        expect(reply.usage.input_tokens > 0 and reply.model.startswith("claude-simulated-1-"), f"it is {reply}")
        return json.dumps(reply.content[0].input)

    def models(self):
        equal(self.connect().models.retrieve("claude-simulated-1").id, "claude-simulated-1", "the model")
        self.fails(anthropic.NotFoundError, lambda: self.reply(model="gone"), 404)

    def ends(self):
        for manner, reason in [("refusal", "refusal"), ("truncated", "max_tokens"), ("prose", "end_turn")]:
            self.say(manner)
            equal(self.reply().stop_reason, reason, "why it ended")

    def failures(self):
        self.say("rate-limited")
        equal(self.fails(anthropic.RateLimitError, self.reply, 429).response.headers["retry-after"], "17", "the wait")
        self.say("overloaded")
        error = self.fails(anthropic.APIStatusError, self.reply, 529)
        equal(error.body["error"]["type"], "overloaded_error", "the error")

    def wrong_key(self):
        self.fails(anthropic.AuthenticationError, lambda: self.reply(key="sk-ant-wrong"), 401)

    def wrong_picture(self):
        self.fails(anthropic.BadRequestError, lambda: self.reply(png="R0lGOD=="), 400)


class Gemini(Models):
    client = "google-genai"

    def connect(self, key="AIza-simulated"):
        # By itself this client speaks v1; Steward speaks v1beta.
        options = google.genai.types.HttpOptions(base_url=self.simulation.address, api_version="v1beta")
        return google.genai.Client(api_key=key, vertexai=False, http_options=options)

    def reply(self, png=PNG, key="AIza-simulated", model="gemini-simulated-1"):
        types = google.genai.types
        picture = types.Part.from_bytes(data=base64.b64decode(png), mime_type="image/png")
        row = {"type": "OBJECT", "properties": {"row": {"type": "INTEGER"}, "digits": {"type": "STRING"}}}
        schema = {"type": "OBJECT", "properties": {"rows": {"type": "ARRAY", "items": row}}}
        # A client that nobody holds closes its connections.
        client = self.connect(key)
        return client.models.generate_content(
            model=model, contents=[picture, "Read."],
            config=types.GenerateContentConfig(
                response_mime_type="application/json", response_schema=schema, max_output_tokens=1000))

    def ask(self):
        reply = self.reply()
        equal(reply.candidates[0].finish_reason.name, "STOP", "why it ended")
        expect(reply.usage_metadata.prompt_token_count > 0 and reply.model_version, f"it is {reply}")
        return reply.text

    def models(self):
        client = self.connect()
        model = client.models.get(model="gemini-simulated-1")
        equal((model.name, "generateContent" in model.supported_actions), ("models/gemini-simulated-1", True),
              "the model")
        self.fails(google.genai.errors.ClientError, lambda: self.reply(model="gone"), 404)

    def ends(self):
        self.say("refusal")
        equal(self.reply().prompt_feedback.block_reason.name, "PROHIBITED_CONTENT", "the reason")
        self.say("truncated")
        equal(self.reply().candidates[0].finish_reason.name, "MAX_TOKENS", "why it ended")

    def failures(self):
        self.say("rate-limited")
        error = self.fails(google.genai.errors.ClientError, self.reply, 429)
        equal(error.status, "RESOURCE_EXHAUSTED", "the error")
        self.say("overloaded")
        self.fails(google.genai.errors.ServerError, self.reply, 503)

    def wrong_key(self):
        error = self.fails(google.genai.errors.ClientError, lambda: self.reply(key="AIza-wrong"), 400)
        expect("API key not valid" in error.message, f"it says {error.message}")

    def wrong_picture(self):
        self.fails(google.genai.errors.ClientError, lambda: self.reply(png="R0lGOD=="), 400)


def check(checks, program):
    """Starts each simulator, and makes its checks."""
    for command, kind in [("openai-compatible", OpenAI), ("anthropic", Anthropic), ("gemini", Gemini)]:
        with running([program, command, "--parent", str(os.getpid())], f"steward-simulate {command}") as line:
            kind(Simulation(line)).run(checks)
