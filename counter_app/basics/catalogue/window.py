"""Entries of the window."""

from counter_app.basics.errors import Entry

NO_CHINESE_FONT = Entry(
    "no_chinese_font",
    "这台电脑没有中文字体，姓名会显示成方框",
    "请安装 Noto Sans CJK SC（Debian：fonts-noto-cjk）后再打开",
)

UNEXPECTED = Entry(
    "unexpected",
    "程序出了意外",
    "已填的都在；请重做这一步，再出现请告诉管理员{log}",
)

PRINTER_REFUSED = Entry(
    "printer_refused",
    "打印机“{printer}”没有接下这份文书",
    "请看纸和电源，再按 F8 印一次；办件不受影响",
)

PRINTER_GONE = Entry(
    "printer_gone",
    "没有打印机“{printer}”了",
    "它可能改了名或断开了，请另选一台再按 F8；这份没有送到别的打印机",
)

PRINTER_NOT_TAKING = Entry(
    "printer_not_taking",
    "打印机“{printer}”现在不收文书",
    "请管理员打开它的队列，或另选一台再按 F8；办件不受影响",
)

PRINT_SERVICE_SILENT = Entry(
    "print_service_silent",
    "这台电脑的打印服务没有回应",
    "请稍等再按 F8，还不行就重启电脑或请管理员看打印服务；办件不受影响",
)

JOB_NOT_CANCELLED = Entry(
    "job_not_cancelled",
    "打印机“{printer}”没有取消这份文书",
    "请到打印机前取消，印出来的请当面收好",
)

KEPT_AS_PDF_ONLY = Entry(
    "kept_as_pdf_only",
    "这份是旧版式的留存件，不能直接送打印机",
    "打印机选“存为 PDF”，再从文件夹里打印",
)

PDF_NOT_SAVED = Entry(
    "pdf_not_saved",
    "PDF 没有存下",
    "请看文件夹能不能写、磁盘满没满，再按 F8 存一次；办件不受影响",
)

FOLDER_NOT_OPENED = Entry(
    "folder_not_opened",
    "文件夹打不开：{folder}",
    "还没有存过文书的，先按 F8 存；存过的，请用系统的文件管理器打开",
)

WINDOW_HELD = Entry(
    "window_held",
    "这些数据已在另一个窗口打开，那个窗口没有回应",
    "请到那个窗口接着办；它若不动，请结束那个程序后再打开",
)

DRAFT_UNSAVED = Entry(
    "draft_unsaved",
    "还有刚填的内容没能存到本机",
    "先不要关：能存时会自动再存；再关一次就放弃没存的那几秒",
)
