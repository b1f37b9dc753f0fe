"""Troubles of a counter as a device: seal, pin, revocation, secrets, copies, another server."""

from counter_app.basics.errors import Entry

# Told by the server's commands and answers.
SEAL_KEY_BROKEN = Entry(
    "server_seal_key_broken",
    "登记封印的密钥文件坏了：{path}",
    "请从备份把它放回原处；没有备份就把坏文件移开，服务器会另建一个",
)
SEAL_KEY_ELSEWHERE = Entry(
    "server_seal_key_elsewhere",
    "这里没有数据库所用的登记封印密钥：{path}",
    "请从同一数据库的另一台服务器（或备份）把它复制到这里再启动",
)
SERVER_KEY_BROKEN = Entry(
    "server_key_broken",
    "服务器的密钥文件坏了：{path}",
    "请从备份把它放回原处再启动；它证明哪些记录是本服务器收下的，换了新的就证明不了",
)
SERVER_KEY_ELSEWHERE = Entry(
    "server_key_elsewhere",
    "这里没有数据库所用的服务器密钥：{path}",
    "请从同一数据库的另一台服务器（或备份）把它复制到这里再启动",
)
SERVER_ADDRESS_OPEN = Entry(
    "server_address_open",
    "同步网址是不加密的 http，不能用在两台电脑之间",
    "请写 https 网址；局域网试用可加 --lan（只限内网地址），本机可用 http://127.0.0.1",
)
ANCHOR_UNREADABLE = Entry(
    "server_anchor_unreadable",
    "证书文件读不出来",
    "请给一个 PEM 或 DER 文件，里面是服务器证书的 CA 证书或自签证书",
)
WINDOW_UNKNOWN = Entry(
    "server_window_unknown",
    "没有这个窗口，或几个县区都有这个窗口号",
    "请用 counter-server list-windows 查看，写全窗口号（620702-03）或登记编号",
)
DEVICE_REVOKED = Entry(
    "server_device_revoked",
    "管理员已停用本窗口",
    "请停止收件，向管理员要新的登记串；本机办件和草稿都还在，登记后照常发送",
)
SECRET_OLD = Entry(
    "server_secret_old",
    "本机的同步密钥已过期，多半是恢复了很久以前的备份",
    "请管理员用 counter-server replace-window 为本机另发登记串；本机办件都还在",
)

# Told at the counter.
WINDOW_REVOKED = Entry(
    "window_revoked",
    "管理员已停用本窗口，不能再收件",
    "请向管理员要新的登记串，登记后照常收件；本机的办件和草稿都在，登记后一并发送",
)
WINDOW_SECRET_OLD = Entry(
    "window_secret_old",
    "本机的同步密钥已过期，服务器不再接收",
    "多半是本机恢复了很久以前的备份；请管理员用 counter-server replace-window 另发登记串，办件都在",
)
WINDOW_CONTESTED = Entry(
    "window_contested",
    "另有一台机器用过本窗口的登记串",
    "请告知管理员核对：确认无误后由管理员去掉标记，否则请管理员换发登记串",
)
WINDOW_CLONED = Entry(
    "window_cloned",
    "本窗口的数据有两份副本轮流在用，编号会撞",
    "请停用其中一台并告知管理员：另一台要用自己的登记串",
)
LINE_OPEN = Entry(
    "line_open",
    "登记串里的服务器网址是不加密的 http，没有发送任何内容",
    "可以继续收件，办件都在本机；请管理员发一个 https 网址的新登记串，登记后照常发送",
)
CERTIFICATE_WRONG = Entry(
    "certificate_wrong",
    "服务器的证书不可信，没有发送任何内容",
    "可以继续收件；请先核对本机日期和时间，再请管理员核对服务器证书，换过证书的要另发登记串",
)
EXPORT_FAILED = Entry(
    "export_failed",
    "导出的目录写不进去",
    "请换一个目录，或检查磁盘空间和权限",
)
DESK_RECEIVES_NOTHING = Entry(
    "desk_receives_nothing",
    "这台是审核台，不收件、不编号",
    "请在大厅窗口收件",
)
