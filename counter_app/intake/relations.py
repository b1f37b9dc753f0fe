"""What 户口簿 and people write for a relation → the form's own; the rest stays as it was written.

The words follow GB/T 4761. Kin by marriage are nobody of 附件 1 but 其他, which a person looks at.
Must not know who is meant: a relation to the head of the household is not one to the applicant.
"""

import re

from counter_app.asking.putting_right.right import Right
from counter_app.basics.text import clean, narrow
from counter_app.forms.household import Relation

SELF = frozenset(("本人", "申请人", "自己"))
HEAD = frozenset(("户主",))

_LABELS = dict(Relation.options())
_BIRTH = ("长", "大", "次", "二", "三", "四", "五", "六", "七", "八", "独生", "小", "幼")


def _each(value: str, *words: str) -> dict[str, str]:
    return dict.fromkeys(words, value)


_WORDS = {
    **{label: value for value, label in _LABELS.items()},
    **_each("spouse", "丈夫", "妻子", "夫", "妻", "爱人", "夫妻", "老婆", "老公", "媳妇"),
    **_each("child", "子", "女", "儿子", "女儿", "儿", "孩子", "养子", "养女", "继子", "继女"),
    **_each(
        "child", *(f"{which}{who}" for which in _BIRTH for who in ("子", "女", "儿子", "女儿"))
    ),
    **_each("child", "养子女", "继子女", "非婚生子", "非婚生女"),
    **_each("parent", "父亲", "母亲", "父", "母", "爸爸", "妈妈", "爸", "妈"),
    **_each("parent", "养父", "养母", "继父", "继母", "养父母", "继父母"),
    **_each("grandparent", "祖父", "祖母", "外祖父", "外祖母", "爷爷", "奶奶", "姥爷", "姥姥"),
    **_each("grandparent", "外公", "外婆", "祖父母", "外祖父母"),
    **_each("grandchild", "孙子", "孙女", "外孙", "外孙女", "外孙子", "孙", "孙子女", "外孙子女"),
    **_each("sibling", "哥哥", "弟弟", "姐姐", "妹妹", "兄", "弟", "姐", "妹", "哥"),
    **_each("sibling", "兄弟", "姐妹", "兄弟姐妹", "姊妹"),
    **_each("other", "儿媳", "儿媳妇", "女婿", "公公", "婆婆", "岳父", "岳母", "公婆", "岳父母"),
    **_each(
        "other", "孙媳", "孙女婿", "嫂子", "弟媳", "姐夫", "妹夫", "侄子", "侄女", "外甥", "外甥女"
    ),
    **_each("other", "叔叔", "伯父", "姑姑", "舅舅", "姨", "其他亲属", "非亲属"),
}


def relation(written: str) -> Right:
    """The form's word for a relation, and the word that stood there, in few letters."""
    word = re.sub(r"\s", "", narrow(clean(written)))
    bare = re.sub(r"\(.*\)$", "", word)
    if written in _LABELS or not bare:
        return Right(written)
    found = _WORDS.get(word) or _WORDS.get(bare)
    if found is None:
        return Right(written)
    if _LABELS[found] == word:
        return Right(found)
    return Right(found, f"原写{word}")
