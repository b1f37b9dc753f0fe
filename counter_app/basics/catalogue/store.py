"""Entries of the engine: enrolment, the counter's store, receiving, sending and fetching."""

from counter_app.basics.errors import Entry

STRING_BROKEN = Entry(
    "string_broken",
    "登记串不完整或不正确",
    "请从服务器管理员处重新复制整条登记串，再登记一次",
)
STRING_USED = Entry(
    "string_used",
    "这条登记串已被另一台电脑使用",
    "请管理员用 counter-server add-window 为本机另发一条登记串；本机已收的办件都在，登记后照常发送",
)
STRING_UNKNOWN = Entry(
    "string_unknown",
    "服务器不认识本窗口的登记",
    "请与管理员核对登记串是否为这台服务器所发；本机已收的办件都在",
)
NOT_ENROLLED = Entry(
    "not_enrolled",
    "本机还没有登记为窗口",
    "请向管理员要登记串，运行 counter-app enrol，再粘贴登记串",
)
OTHER_SERVER = Entry(
    "other_server",
    "本机的办件属于另一台服务器（{servers}），不能改登到这台服务器",
    "服务器若是重建的，请管理员发登记串时加 --adopts {servers}；否则请换一个数据目录登记，"
    "本机办件可用 counter-app export 导出",
)
WRONG_SERVER = Entry(
    "wrong_server",
    "这个地址上应答的不是本窗口登记的服务器",
    "没有发送任何内容；请管理员核对服务器地址",
)
SERVER_OUT_OF_REACH = Entry(
    "server_out_of_reach",
    "现在连不上服务器",
    "可以继续收件，办件已存在本机；网络恢复后会自动发送",
)
LINE_INTERCEPTED = Entry(
    "line_intercepted",
    "网络上别的设备应了话，没有到达服务器",
    "多半是上网要先登录：请打开浏览器登录网络，或请管理员看网关和代理；可以继续收件，办件在本机",
)
SERVER_BUSY = Entry(
    "server_busy",
    "服务器现在忙，稍后会自动再送",
    "可以继续收件，办件已存在本机；若一直如此请告知管理员",
)
SERVER_NONSENSE = Entry(
    "server_nonsense",
    "服务器的应答看不懂",
    "办件仍在本机待发；稍后会再试，若一直如此请告知管理员",
)
SERVER_TROUBLE = Entry(
    "server_trouble",
    "服务器现在不能处理（{code}）",
    "办件仍在本机待发；稍后会再试，若一直如此请告知管理员",
)
PROGRAM_TOO_OLD = Entry(
    "program_too_old",
    "本机程序的版本太旧，服务器不再接收",
    "请管理员更新窗口程序；办件都在本机",
)
DISK_FULL = Entry(
    "disk_full",
    "磁盘已满，刚才这一步没有存下",
    "请清出空间后再做一次；此前存下的都在",
)
STORE_LOCKED = Entry(
    "store_locked",
    "本机数据库正被另一个程序占用，刚才这一步没有存下",
    "请关闭另一个窗口程序或等它做完，再做一次",
)
STORE_UNREACHABLE = Entry(
    "store_unreachable",
    "读写本机数据目录时出错，刚才这一步没有存下",
    "请检查磁盘和目录权限后再做一次",
)
STORE_KEY_WRONG = Entry(
    "store_key_wrong",
    "本机数据库打不开：密钥不对或文件已损坏",
    "不要删除任何文件；请管理员从备份恢复密钥文件或数据库",
)
STORE_KEY_MISSING = Entry(
    "store_key_missing",
    "找不到本机数据库的密钥文件",
    "不要删除任何文件；请管理员从备份恢复密钥文件",
)
STORE_GONE = Entry(
    "store_gone",
    "本机的数据库文件（counter.db）不见了，旁边还有它的密钥或编号记录",
    "不要删除任何文件；请把 counter.db 放回数据目录（看看杀毒软件的隔离区）或从备份恢复，"
    "确要从头开始请换一个数据目录",
)
STORE_MOVED = Entry(
    "store_moved",
    "本机的数据目录被移走、删除或替换了",
    "请立即停止收件并告知管理员：把数据目录放回原处，重新打开程序后再核对刚才这一件",
)
STORE_DAMAGED = Entry(
    "store_damaged",
    "本机数据库有 {count} 处记录损坏或丢失",
    "请停止收件并告知管理员：先备份数据目录，再联网收发，从服务器取回",
)
STORE_UNREADABLE_ROWS = Entry(
    "store_unreadable_rows",
    "本机数据库有读不出的记录",
    "{at} 发现。请停止收件并告知管理员：先备份数据目录，再检查磁盘；读得出的办件照常发送",
)
NUMBERS_MISSING = Entry(
    "numbers_missing",
    "{count} 个给出的编号不见了办件",
    "编号 {numbers}。请联网收发取回；取不回的按回执存根重新收件，"
    "核实后请管理员运行 counter-app status --looked-after",
)
NUMBERS_SKIPPED = Entry(
    "numbers_skipped",
    "数据恢复后跳过了一段编号",
    "{number} 以前的编号可能已给过申请人，有人持这样的回执来问请重新收件；"
    "知道了请管理员运行 counter-app status --looked-after",
)
RECEIPTS_OWED = Entry(
    "receipts_owed",
    "{count} 件改了编号，欠新回执",
    "请在“要补发回执”列表里逐件打印新回执，联系申请人来取",
)
STORE_PAGE_BROKEN = Entry(
    "store_page_broken",
    "本机数据库有一处读不出来，刚才这一步没有做成",
    "请停止收件并告知管理员：先备份数据目录，再检查磁盘，不要删除任何文件",
)
STORE_NEWER = Entry(
    "store_newer",
    "本机数据库由更新版本的程序建立",
    "请更新本机的窗口程序后再打开",
)
NUMBERS_UNKNOWN = Entry(
    "numbers_unknown",
    "本机数据是恢复来的，还不知道编号用到了哪里",
    "请先联网与服务器收发一次，再收件",
)
CLOCK_SET_BACK = Entry(
    "clock_set_back",
    "电脑时间早于上一次办理的时间（{last}）",
    "请核对电脑的日期和时间；改正后再做一次，时间无误则联网收发一次由服务器核对",
)
CLOCK_IMPOSSIBLE = Entry(
    "clock_impossible",
    "电脑时间是 {now}，不可能是对的",
    "请先改正电脑的日期和时间，再收件；已填的都在",
)
CLOCK_AHEAD = Entry(
    "clock_ahead",
    "电脑时间比服务器快 {span}",
    "请先改正电脑的日期和时间，再收件；已填的都在",
)
CLOCK_EARLY = Entry(
    "clock_early",
    "电脑时间（{now}）早于本机的政策数据",
    "请核对电脑的日期和时间；改正后再收件，时间无误请在窗口里确认",
)
CLOCK_DIFFERS = Entry(
    "clock_differs",
    "电脑时间比服务器{side} {span}",
    "请核对电脑的日期和时间；改正后再收件，时间无误请在窗口里确认",
)
CLOCK_UNSURE = Entry(
    "clock_unsure",
    "按电脑时间，已有 {days} 天没有与服务器对过时间",
    "请核对电脑的日期和时间；改正后再收件，时间无误请在窗口里确认",
)
NOT_RECEIVABLE = Entry(
    "not_receivable",
    "这份申请还不能收件",
    "{fields}",
)
DRAFT_GONE = Entry(
    "draft_gone",
    "这份草稿已不在本机",
    "它可能已收件或已放弃；请在办件列表中查找",
)
CASE_UNKNOWN = Entry(
    "case_unknown",
    "本机没有这件办件",
    "请按姓名或编号再查一次",
)
PAPER_GONE = Entry(
    "paper_gone",
    "本机没有留存这份文书",
    "请重新生成后打印",
)
STEP_NOT_ALLOWED = Entry(
    "step_not_allowed",
    "办件现在的阶段不能做这一步",
    "请先刷新办件，看看它是否已被处理",
)
PUBLIC_ADDRESS_UNFIT = Entry(
    "public_address_unfit",
    "登记串里的回执网址不能印在回执上",
    "网址须为 https，主机和端口合计不超过 31 个字符；请管理员重发登记串",
)
SETTINGS_WRONG = Entry(
    "settings_wrong",
    "设置文件或环境变量 {name} 的值不对",
    "请改正后再启动",
)
NUMBERS_DOUBTED = Entry(
    "numbers_doubted",
    "服务器说的编号太大，没采用",
    "{numbers} 比本机已知的大得太多。本机照常接着原来的编号收件；请管理员核对服务器上本窗口的编号",
)
RECORDS_SET_ASIDE = Entry(
    "records_set_aside",
    "取来的 {count} 条记录还不能用",
    "已留存在旁，其他办件不受影响；程序更新后会自动再试，请把这个数字告诉管理员",
)
DRAFTS_LEFT = Entry(
    "drafts_left",
    "写了没有办的还留着：{numbers}",
    "办件已不由本机领取；重新领取，打开就能接着写。不再领取的，十四天后删去",
)
FETCH_SHORT = Entry(
    "fetch_short",
    "从服务器取来的记录还差 {count} 条",
    "程序每天会从头再取一遍；一直这样请告诉管理员。本窗口收的办件不受影响",
)
