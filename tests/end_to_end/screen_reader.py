"""Reads another program's window as a screen reader does, by AT-SPI.

Run by the system's own Python, which has gi: nothing of the project is imported. `tree` says what
is seen as JSON, `heard` what was told since it was asked last. What goes wrong ends it, so that
nobody waits for its answer.
"""

import json
import os
import sys
import time
import traceback

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib  # noqa: E402 - only when its version is chosen

_PATIENCE = 60
"""Seconds until what is asked must have been answered."""
_ANSWER = 5_000
"""Milliseconds for one answer; AT-SPI's own 800 are too few on a loaded machine, and some answers
never come: whoever is asked may be asking somebody itself."""
_TOLD = ("object:state-changed:focused", "object:announcement")
_STATES = ("focusable", "focused", "checked", "checkable", "selected", "editable", "enabled")
heard = []


def note(event):
    if event.type.startswith("object:announcement"):
        heard.append(["said", str(event.any_data)])
    elif event.detail1:
        heard.append(["focus", event.source.get_name()])


def described(node):
    """A node that is shown, with what is shown in it; None for one that is not."""
    states = {state.value_nick for state in node.get_state_set().get_states()}
    if "showing" not in states:
        return None
    role = node.get_role_name()
    told = {"role": role, "states": sorted(states.intersection(_STATES))}
    children = [node.get_child_at_index(at) for at in range(node.get_child_count())]
    told["children"] = [each for child in children if child and (each := described(child))]
    if "focusable" in states or role in ("table", "table cell", "label", "push button", "filler"):
        told["name"] = node.get_name()
    if "focusable" in states:
        told |= worth(node, role)
    return told


def worth(node, role):
    """Label, state in words, and the value where there is one."""
    labels = [
        relation.get_target(0).get_name()
        for relation in node.get_relation_set()
        if relation.get_relation_type() == Atspi.RelationType.LABELLED_BY
    ]
    told = {"description": node.get_description(), "label": "".join(labels)}
    interfaces = node.get_interfaces()
    if "Text" in interfaces:
        told["text"] = Atspi.Text.get_text(node, 0, -1)
    if "Value" in interfaces:
        told["value"] = Atspi.Value.get_current_value(node)
    return told


def listen():
    """Ask for what is told; a program that was just beginning when it was asked heard nothing."""
    return [listener.deregister(kind) and listener.register(kind) for kind in _TOLD]


def answer(channel, _):
    line = channel.readline().strip()
    if not line:
        os._exit(0)
    try:
        print(json.dumps(asked(line), ensure_ascii=False), flush=True)
    except Exception:
        traceback.print_exc()
        os._exit(1)
    return True


def asked(line):
    if line == "tree":
        return tree()
    if line == "listen":
        return listen()
    said = list(heard)
    heard.clear()
    return said


def tree():
    """What all programs show; from the beginning where one of them did not answer."""
    until = time.monotonic() + _PATIENCE
    while True:
        try:
            return shown()
        except GLib.GError:
            if time.monotonic() > until:
                raise


def shown():
    desktop = Atspi.get_desktop(0)
    programs = [desktop.get_child_at_index(at) for at in range(desktop.get_child_count())]
    return [each for program in programs if (each := described(program))]


Atspi.init()
Atspi.set_timeout(_ANSWER, _ANSWER)
listener = Atspi.EventListener.new(note)
for kind in _TOLD:
    listener.register(kind)
GLib.io_add_watch(sys.stdin, GLib.IO_IN, answer)
print("ready", flush=True)
GLib.MainLoop().run()
