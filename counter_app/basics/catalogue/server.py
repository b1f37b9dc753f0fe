"""Troubles that the central server meets or tells: its store, its windows, its answers."""

from counter_app.basics.errors import Entry

DATABASE_NOT_SUPPORTED = Entry(
    "server_database_not_supported",
    "数据库网址写得不对，或不是 SQLite、PostgreSQL",
    "请写 sqlite:///文件路径 或 postgresql://主机/库名，或改用 --data 指定目录",
)
DATABASE_DRIVER = Entry(
    "server_database_driver",
    "没有装 PostgreSQL 的驱动",
    "请运行 pip install 'counter-app[server,postgres]'，或按 requirements-server.lock 安装",
)
DATABASE_UNREACHABLE = Entry(
    "server_database_unreachable",
    "数据库连不上，或不让本程序使用：{database}",
    "请核对数据库是否在运行、网址、用户和口令（PGPASSFILE），以及该用户能否在库里建表",
)
STORE_KEY_LOST = Entry(
    "server_store_key_lost",
    "找不到数据库的密钥，或密钥文件坏了：{path}",
    "请从备份把密钥文件放回原处再启动，不要另建",
)
STORE_LOST = Entry(
    "server_store_lost",
    "数据库文件不见了：{path}，旁边还有它的记录",
    "不要删除任何文件；请把它放回原处（看看杀毒软件的隔离区）或从备份恢复，确要从头开始请换一个数据目录",
)
STORE_UNREADABLE = Entry(
    "server_store_unreadable",
    "数据库打不开：{path}",
    "请核对密钥文件与数据库是否出自同一份备份",
)
DATA_NOT_WRITABLE = Entry(
    "server_data_not_writable",
    "数据目录不能读写：{path}",
    "请检查目录是否在、权限够不够、磁盘是否已满",
)
STORE_TOO_NEW = Entry(
    "server_store_too_new",
    "数据库由更新的版本建立",
    "请先把服务器程序更新到新版本",
)
PORT_TAKEN = Entry(
    "server_port_taken",
    "地址 {host}:{port} 不能监听",
    "请换一个端口（--port、--public-port），或先停掉占用它的程序",
)
WINDOW_CODE = Entry(
    "server_window_code",
    "窗口号写得不对",
    "请写两位数字，如 03，或连同县区写 620702-03",
)
REGION_UNKNOWN = Entry(
    "server_region_unknown",
    "不认识这个县区代码",
    "请写张掖市的受理县区代码，如 620702",
)
PUBLIC_ADDRESS = Entry(
    "server_public_address",
    "公开网址不能用在回执上",
    "请写 https 网址，主机名连端口不超过 {longest} 个字符；http 只用于本机",
)
SERVER_ADDRESS = Entry(
    "server_address",
    "同步网址写得不对",
    "请写 http 或 https 网址，不带路径，如 https://gzf.example.gov.cn",
)
WINDOW_EXISTS = Entry(
    "server_window_exists",
    "窗口 {code} 以前登记过，这是又一个登记串",
    "请确认原来那台电脑不再收件；新登记的机器编号接着往下排",
)
ENROLMENT_UNKNOWN = Entry(
    "server_enrolment_unknown",
    "服务器不认识这个登记串",
    "请核对登记串是否抄全，或请管理员重新生成一个",
)
ENROLMENT_USED = Entry(
    "server_enrolment_used",
    "这个登记串已被另一台机器使用",
    "请管理员为本机另生成一个登记串；本机办件都还在，可以导出",
)
DEVICE_UNKNOWN = Entry(
    "server_device_unknown",
    "服务器不认识本机",
    "请用登记串重新登记本机；本机办件都还在",
)
MESSAGE_UNREADABLE = Entry(
    "server_message_unreadable",
    "服务器读不懂送来的内容",
    "请把两端程序更新到同一版本后再同步",
)
MESSAGE_TOO_LARGE = Entry(
    "server_message_too_large",
    "一次送来的内容太大",
    "请分批再送",
)
TOO_MANY_AT_ONCE = Entry(
    "server_too_many_at_once",
    "同时送来的太多",
    "程序过一会儿会再试，不用做什么；本机办件都还在",
)
TOO_MANY_TRIES = Entry(
    "server_too_many_tries",
    "从这个网址试了太多次",
    "请过几分钟再试，并核对登记串",
)
ADDRESS_UNKNOWN = Entry(
    "server_address_unknown",
    "服务器没有这个网址",
    "请核对网址",
)
METHOD_UNKNOWN = Entry(
    "server_method_unknown",
    "这个网址不能这样用",
    "请核对网址，或把两端程序更新到同一版本",
)
CURSOR_UNKNOWN = Entry(
    "server_cursor_unknown",
    "服务器的数据换过，上次取到哪里对不上了",
    "程序会从头再取一遍，不用做什么",
)
STORE_FAILED = Entry(
    "server_store_failed",
    "服务器这次没能存下",
    "请稍后再同步；本机办件都还在",
)

# Why one action of a batch was not taken in. Shown in the list of what came back.
ACTION_UNKNOWN_KIND = Entry(
    "action_unknown_kind",
    "服务器版本较旧，还不认识这项操作",
    "服务器更新后，在“退回”里再送一次",
)
ACTION_ALREADY_RECEIVED = Entry(
    "action_already_received",
    "这个办件服务器已经收过",
    "请核对是否重复收件，以先收的为准",
)
ACTION_NOT_RECEIVED = Entry(
    "action_not_received",
    "服务器还没有这个办件的收件记录",
    "请先把收件记录送成功，再送这一项",
)
ACTION_WRONG_STREAM = Entry(
    "action_wrong_stream",
    "办件的受理县区前后不一致",
    "请核对受理县区，改正后再送",
)
ACTION_BROKEN_HASH = Entry(
    "action_broken_hash",
    "这条记录与它的校验值对不上",
    "本机数据可能受损，请先备份，再联系管理员",
)
ACTION_BROKEN_CHAIN = Entry(
    "action_broken_chain",
    "这条记录与前一条接不上",
    "请再同步一次；仍不行请联系管理员",
)
ACTION_OTHER_CONTENT = Entry(
    "action_other_content",
    "同一编号的记录，服务器上的内容不同",
    "服务器保留先到的；请联系管理员核对两份内容",
)
ACTION_NOT_RECEIVABLE = Entry(
    "action_not_receivable",
    "申请内容缺姓名、证件、县区或类型，或含有不能识别的字符",
    "请补正申请内容，重新收件",
)
ACTION_CONTENT_MISSING = Entry(
    "action_content_missing",
    "这条记录的内容没有一起送到",
    "请再同步一次；仍不行请联系管理员",
)
ACTION_MALFORMED = Entry(
    "action_malformed",
    "这条记录缺少必要的项目，或内容不是服务器能读的格式",
    "请把程序更新到新版本后再送",
)
ACTION_NOT_YOURS = Entry(
    "action_not_yours",
    "这条记录属于另一台机器或另一个窗口",
    "请在原来的窗口同步，或联系管理员",
)
ACTION_NUMBER_TAKEN = Entry(
    "action_number_taken",
    "这个编号已给了另一个办件",
    "办件已收下，程序会另给新编号，请给申请人换发回执",
)
ACTION_NUMBER_TOO_FAR = Entry(
    "action_number_too_far",
    "这个编号比本窗口已知的编号大得太多",
    "请不要再用这台电脑收件，并联系管理员核对本窗口的编号",
)
ACTION_CASE_FULL = Entry(
    "action_case_full",
    "这个办件的记录已经太多，不能再加",
    "请联系管理员核对这个办件",
)
ACTION_REFUSED_BEFORE = Entry(
    "action_refused_before",
    "这项决定以前就没有被接受，没有生效",
    "如果仍要作这项决定，请重新办理",
)
ACTION_RESTORING = Entry(
    "action_restoring",
    "服务器正在从备份恢复，暂不作新的决定",
    "收件照常；请等管理员确认恢复完成后，再作一次",
)
ACTION_CLOCK = Entry(
    "action_clock",
    "已收下，但这台电脑的时间明显不对，期限按服务器收到的时间计算",
    "请校准这台电脑的日期和时间",
)
