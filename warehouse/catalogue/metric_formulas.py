"""How each metric of data quality is calculated, in words, with the limits of the catalogue.

The only wording of these formulas: the page and the data dictionary print the texts. The
computation is `marts.quality_metrics`. May import `phrases` and `quality_measures` only.
"""

from collections.abc import Mapping

from warehouse.catalogue.phrases import BilingualPhrase, format_vietnamese_number
from warehouse.catalogue.quality_measures import Metric, MetricId

_MEAN_OUTLIERS: BilingualPhrase = (
    "giá trị cách trung bình quá {limit} độ lệch chuẩn ÷ giá trị đã thử",
    "values over {limit} standard deviations from the mean ÷ values tested",
)
_FORMULAS: Mapping[MetricId, BilingualPhrase] = {
    "report_completeness": (
        "báo cáo được chấp nhận ÷ báo cáo đến hạn",
        "reports accepted ÷ reports due",
    ),
    "timeliness": (
        "báo cáo được chấp nhận đúng hạn ÷ báo cáo đến hạn",
        "reports accepted in time ÷ reports due",
    ),
    "element_completeness": (
        "ô có số liệu ÷ ô phải có của mọi báo cáo đến hạn; số 0 là có, ô «không áp dụng» không "
        "tính",
        "cells with a figure ÷ required cells of every due report; 0 is a figure, a cell that does "
        "not apply is not required",
    ),
    "consistent_reporting": (
        "đơn vị có số liệu ở mọi kỳ ÷ đơn vị có số liệu ở ít nhất một kỳ; báo cáo rỗng không tính",
        "units with figures in every period ÷ units with figures in at least one period; an empty "
        "report has no figures",
    ),
    "completeness_over_time": (
        "độ đầy đủ báo cáo của năm ÷ trung bình các năm trước",
        "report completeness of the year ÷ mean of the earlier years",
    ),
    "extreme_outliers": _MEAN_OUTLIERS,
    "moderate_outliers": _MEAN_OUTLIERS,
    "modified_z_outliers": (
        "giá trị cách trung vị quá {limit} ÷ giá trị đã thử; khoảng cách là 0,6745 × độ lệch ÷ MAD "
        "(MAD bằng 0: 0,7979 × độ lệch ÷ độ lệch tuyệt đối trung bình)",
        "values over {limit} from the median ÷ values tested; the distance is 0.6745 × deviation ÷ "
        "MAD (with MAD 0: 0.7979 × deviation ÷ mean absolute deviation)",
    ),
    "related_elements": (
        "quan hệ phần và tổng còn trong giới hạn {share} % ÷ quan hệ so được, trên số cả năm",
        "relations of part and whole within {share} % ÷ comparable relations, on the totals of the "
        "year",
    ),
    "consistency_over_time": (
        "chỉ tiêu không lệch quá {share} % ÷ chỉ tiêu so được; từng chỉ tiêu ở "
        "`marts.element_consistency`",
        "elements within {share} % ÷ comparable elements; each element is in "
        "`marts.element_consistency`",
    ),
    "first_pass_acceptance": (
        "báo cáo được chấp nhận ngay lần nộp đầu ÷ báo cáo đã nộp",
        "reports accepted at the first submission ÷ submitted reports",
    ),
    "days_to_mend": (
        "trung vị số ngày từ lần trả lại đầu tiên đến khi được chấp nhận; tử số là báo cáo đã sửa "
        "xong, mẫu số là báo cáo từng bị trả lại",
        "median days from the first return to acceptance; the numerator counts mended reports, "
        "the denominator returned reports",
    ),
}


def describe_metric(metric: Metric) -> BilingualPhrase:
    """Describe the calculation of a metric, with the limit of the catalogue."""
    vi, en = _FORMULAS[metric.metric]
    limit = metric.limit or 0
    share = f"{limit * 100:g}"
    return (
        vi.format(limit=format_vietnamese_number(limit), share=share),
        en.format(limit=f"{limit:g}", share=share),
    )
