"""The section of the data dictionary on senders: who may send for whom, and what waits.

Pure text, like `dictionary`. May import this floor only.
"""

from collections.abc import Iterator

from warehouse.catalogue.loader import Catalogue
from warehouse.catalogue.markdown import render_markdown_table


def render_senders(catalogue: Catalogue) -> Iterator[str]:
    """Render the bindings of `senders.csv` and the limit of a replacement."""
    yield "### Người gửi / Senders\n"
    yield (
        "Ai được gửi cho đơn vị nào; đơn vị không có trong bảng thì ai gửi cũng được nhận "
        "([senders.md](senders.md)). / Who may send for which unit; for a unit that is not listed "
        "every sender is accepted.\n"
    )
    limit = catalogue.programme.replacement
    if limit:
        percent = f"{100 * limit.share:g} %"
        yield (
            f"Báo cáo thay báo cáo đang có hiệu lực mà đổi một số quá {percent} và quá "
            f"{limit.amount} thì chờ cán bộ. / A report that replaces the one in force and changes "
            f"a value by more than {percent} and more than {limit.amount} waits for the officer.\n"
        )
    yield from render_markdown_table(
        (
            "sender",
            "Nguồn / source",
            "Địa chỉ / address",
            "Đơn vị / units",
            "Xác thực / authentication",
            "Chữ ký / signature",
            "Căn cứ / basis",
        ),
        (
            (
                f"`{s.sender}`",
                s.source,
                s.address,
                ", ".join(s.units),
                s.authentication if s.address else None,
                s.signature if s.public_keys else None,
                s.basis,
            )
            for s in catalogue.senders
        ),
    )
