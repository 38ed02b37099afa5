# SPDX-License-Identifier: Apache-2.0
"""JSON in which no object has a key twice."""

import json


def _members(pairs):
    members = dict(pairs)
    if len(members) != len(pairs):
        raise ValueError("an object has a key twice")
    return members


def parse(data):
    return json.loads(data, object_pairs_hook=_members)
