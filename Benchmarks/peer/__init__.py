# SPDX-License-Identifier: Apache-2.0
"""The main job in plain Python; see ../peer.py."""
