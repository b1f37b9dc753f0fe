"""Private-use code points that have a standard character by now, as Chinese encodings used them.

Old machines, fonts and mappings still put them into texts: 䶮 comes as U+E863. Where each part
comes from:

- GBK, rows FE50–FEA0 (U+E815–U+E864, 80 characters): the standard ones are those to which GB
  18030-2000 maps the same bytes (Python's `gb18030` says so too). Fourteen were encoded later:
  龴–龻 (U+9FB4–U+9FBB) are the places that GB 18030-2022 moved; 𠂇 𠂉 𠃌 𡗗 𢦏 𤇾 (plane 2) are
  there the standard characters of the six that keep their bytes.
- GB 18030-2022, A6D9–A6F3 (U+E78D–U+E796): ten vertical forms of punctuation, U+FE10–U+FE19. With
  the eight above they are the eighteen places that the edition of 2022 changed.
- GB 18030-2005, A8BC (U+E7C7): ḿ. GB 18030-2000, A8BF (U+E7C8) ǹ, A989–A995 (U+E7E7–U+E7F3) 〾 and
  the twelve signs of composition, A2E3 (U+E76C) €: private in GBK.
- A3A0 (U+E5E5): the full-width blank, as the Encoding Standard of the web reads it.

The user-defined zones (U+E000–U+E4C5, U+E4C6–U+E765 but for U+E5E5) and all else stay private.
Must not know what the text is.
"""

_RUNS = {
    0xE5E5: "\u3000",
    0xE76C: "€",
    0xE78D: "︐︒︑︓︔︕︖︗︘︙",
    0xE7C7: "ḿǹ",
    0xE7E7: "〾⿰⿱⿲⿳⿴⿵⿶⿷⿸⿹⿺⿻",
    0xE815: "⺁𠂇𠂉𠃌⺄㑳㑇⺈⺋龴㖞㘚㘎⺌⺗㥮㤘龵㧏㧟㩳㧐龶龷㭎㱮㳠⺧𡗗龸⺪䁖䅟⺮䌷⺳⺶⺷𢦏䎱"
    "䎬⺻䏝䓖䙡䙌龹䜣䜩䝼䞍⻊䥇䥺䥽䦂䦃䦅䦆䦟䦛䦷䦶龺𤇾䲣䲟䲠䲡䱷䲢䴓䴔䴕䴖䴗䴘䴙䶮龻",
}
STANDARD = {first + place: each for first, run in _RUNS.items() for place, each in enumerate(run)}
"""Private-use code point → the character that it is."""
_PRIVATE = {ord(each): chr(code) for code, each in STANDARD.items()}


def standard(text: str) -> str:
    """The text with every private-use character that has a standard one as that one."""
    return text.translate(STANDARD)


def twin(text: str) -> str:
    """The text as another edition of GB 18030 has it: private where it was standard, or back.

    The same text where no character of it has a twin.
    """
    other = standard(text)
    return text.translate(_PRIVATE) if other == text else other


def is_private(character: str) -> bool:
    """Whether nobody but its inventor knows what the character is."""
    code = ord(character)
    return (0xE000 <= code <= 0xF8FF or code >= 0xF0000) and not is_noncharacter(character)


def is_noncharacter(character: str) -> bool:
    """Whether Unicode will never give the code point to a character."""
    code = ord(character)
    return 0xFDD0 <= code <= 0xFDEF or code & 0xFFFE == 0xFFFE
