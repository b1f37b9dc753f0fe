"""`python -m installer.third_party` writes THIRD-PARTY.md from the locks and `licences.toml`.

Exit 1, naming it, where a locked package has no licence there. Must not ask any network.
"""

import sys

from installer.licences import Licences, licences
from installer.locks import COUNTER, EVERYTHING, ROOT, SERVER, Locked, locked

TARGET = ROOT / "THIRD-PARTY.md"
_HEAD = """# 第三方软件

由 `python -m installer.third_party` 从三个锁文件和 `installer/licences.toml` 生成，不要手改。
Qt、PySide6、shiboken6 的义务见 [NOTICE](NOTICE)，LGPL-3.0 与 GPL-3.0 全文在 [LICENSES](LICENSES)；
其他组件的许可证全文随包在各自的 `*.dist-info` 里，安装包必须原样带上。没有 AGPL 的组件。
"""
_NOTE = """
## 字体与资源

不附带字体，由系统安装（Noto Sans CJK、BabelStone Han、HanaZono）。`resources/` 里的政策表、版式、
样式、样例数据和行政区划表都是本项目自己的；样例里的人是虚构的。
"""


def missing(packages: tuple[Locked, ...], known: Licences) -> list[str]:
    """The packages whose licence nobody has looked at."""
    return sorted({each.name for each in packages if not known.of.get(each.name)})


def text() -> str:
    """The whole list."""
    known = licences()
    server, counter = locked(SERVER), locked(COUNTER)
    shipped = {each.name for each in (*server, *counter)}
    tools = tuple(each for each in locked(EVERYTHING) if each.name not in shipped)
    on_server, at_desk = ({each.name for each in lock} for lock in (server, counter))
    places = (("窗口", at_desk), ("服务器", on_server))
    where = {name: "、".join(w for w, names in places if name in names) for name in shipped}
    installed = (*counter, *(each for each in server if each.name not in at_desk))
    return "\n".join(
        (
            _HEAD,
            "## 随程序安装\n",
            *_table(installed, known, where),
            "\n## 组件内含\n",
            "| 在 | 内含 | 版本 | 许可证 | |",
            "|---|---|---|---|---|",
            *(
                f"| {each.package} | {each.name} | {each.version} | {each.licence} | {each.note} |"
                for each in known.inside
            ),
            "\n## 只用于开发和测试，不随程序提供\n",
            *_table(tools, known, {}),
            "\n## 许可证是在哪里看的\n",
            "元数据写明 SPDX 许可证的，以元数据为准。其余：\n",
            *(f"- {name}：{place}" for name, place in sorted(known.looked_up.items())),
            _NOTE,
        )
    )


def _table(packages: tuple[Locked, ...], known: Licences, where: dict[str, str]) -> list[str]:
    versions: dict[str, list[str]] = {}
    for each in packages:
        versions.setdefault(each.name, []).append(each.version)
    head = ["| 组件 | 版本 | 许可证 | 用在 |", "|---|---|---|---|"]
    return head + [
        f"| {name} | {'、'.join(found)} | {known.of[name]} | {where.get(name, '开发')} |"
        for name, found in versions.items()
    ]


def main() -> int:
    """Write the list; returns the exit code."""
    unknown = missing(locked(EVERYTHING), licences())
    if unknown:
        print(f"installer/licences.toml 里没有：{' '.join(unknown)}", file=sys.stderr)
        return 1
    TARGET.write_text(text(), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
