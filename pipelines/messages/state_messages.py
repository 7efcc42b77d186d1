"""The texts on the state of a home: nights, publication, sources, snoozes.

One entry per sentence in Vietnamese and English; part of `command_messages`.
"""

STATE_MESSAGES: dict[str, tuple[str, str]] = {
    "night_at": ("Lượt chạy lúc {when}.", "Run of {when}."),
    "paths_shut": (
        "Không mở được cho người khác như cài đặt, hãy đổi chủ và quyền: {paths}",
        "Could not be opened to others as set, change owner and rights: {paths}",
    ),
    "day_set": (
        "Chạy như thể hôm nay là ngày {day} (CHISO_AS_OF).",
        "Run as if today were {day} (CHISO_AS_OF).",
    ),
    "catalogue_added": ("+ {kind} {name}", "+ {kind} {name}"),
    "catalogue_removed": ("- {kind} {name}", "- {kind} {name}"),
    "catalogue_changed": ("~ {kind} {name}: {fields}", "~ {kind} {name}: {fields}"),
    "catalogue_refused": ("✘ {reason}", "✘ {reason}"),
    "catalogue_same": (
        "Danh mục giống danh mục của bản công bố.",
        "The catalogue is the one of the publication.",
    ),
    "catalogue_unknown": (
        "Chưa lưu danh mục của bản công bố nào; lượt chạy sau sẽ lưu.",
        "No catalogue of a publication is stored yet; the next night stores it.",
    ),
    "snoozed": (
        "Không báo cho {who}, hoặc về {who}, đến hết ngày {until}.",
        "No notices to {who}, or about {who}, until the end of {until}.",
    ),
    "status_home": ("chiso {version} · {home}", "chiso {version} · {home}"),
    "status_no_publication": ("Chưa có bản công bố nào.", "There is no publication yet."),
    "status_publication": (
        "Bản công bố của ngày {day}, do phiên bản {version} viết.",
        "Publication of {day}, written by version {version}.",
    ),
    "status_reports": (
        "Báo cáo: {accepted} được chấp nhận, {returned} trả lại, {missing} còn thiếu.",
        "Reports: {accepted} accepted, {returned} returned, {missing} missing.",
    ),
    "status_inbox": ("Hộp nhận: {count} tệp chờ.", "Inbox: {count} files wait."),
    "status_ui_open": ("`chiso ui` đang mở.", "`chiso ui` is open."),
    "status_ui_closed": (
        "`chiso ui` không mở: lịch chạy đêm phải do bộ hẹn giờ hay cron.",
        "`chiso ui` is not open: nights must be run by a timer or cron.",
    ),
    "status_source": (
        "Nguồn {name}: hỏi lần cuối {tried}, số đêm không trả lời: {nights}.",
        "Source {name}: asked last on {tried}, nights without an answer: {nights}.",
    ),
    "snooze_ended": (
        "Ngày {until} đã qua: thôi tạm ngừng, lại báo cho {who}, hoặc về {who}.",
        "{until} is past: the snooze is over; notices to {who}, or about {who}, are sent again.",
    ),
    "snooze_entry": (
        "{who}: không báo đến hết ngày {until}. Lý do: {reason}",
        "{who}: no notices until the end of {until}. Reason: {reason}",
    ),
    "no_snoozes": ("Không tạm ngừng báo cho ai.", "Nothing is snoozed."),
}
