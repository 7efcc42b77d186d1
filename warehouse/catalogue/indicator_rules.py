"""The rules of indicators, targets and areas: divisible natures, whole areas.

Yields faults with file, line and remedy; reads no file, raises nothing. Part of `consistency`;
the references between rows are checked there. May import the catalogue's models only.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence

from warehouse.catalogue.catalogue_faults import CatalogueFault
from warehouse.catalogue.file_row import FileRow, check_ids, check_shared_days
from warehouse.catalogue.indicators import Indicator, Target, Term
from warehouse.catalogue.models import AreaCoverage, Element, Form, Unit
from warehouse.catalogue.programme_rows import Programme

PRACTICE = "practice"
"""The basis of an indicator that no document asks for."""
_MIXED_NATURES = {("flow", "stock"), ("cumulative", "flow")}
"""Natures of numerator and denominator of which a share exceeds 100 % over a longer period."""


def check_indicators(
    rows: Sequence[FileRow[Indicator]],
    programmes: Sequence[FileRow[Programme]],
    units: Collection[Unit],
    forms: Mapping[str, Form],
) -> Iterator[CatalogueFault]:
    """Check the terms of every indicator: known elements, natures, and units that report them."""
    filled_forms = _find_filled_forms(units, programmes)
    for row in rows:
        for term in row.model.all_terms:
            yield from _check_term(row, term, forms)
        yield from _check_natures(row, forms)
        yield from _check_count_kind(row, forms)
        yield from _check_public_grain(row, forms)
        yield from _check_fillable(row, filled_forms)


def _check_term(
    row: FileRow[Indicator], term: Term, forms: Mapping[str, Form]
) -> Iterator[CatalogueFault]:
    yield from check_ids(row, (term.form,), forms)
    if term.form not in forms or term.element is None:
        return
    elements = {e.element: e for e in forms[str(term.form)].elements}
    yield from check_ids(row, (term.element,), elements)
    is_optional = term.element in elements and not elements[term.element].required
    if is_optional and row.model.basis != PRACTICE:
        name = f"{term.form}.{term.element}"
        yield row.make_fault(
            f"{name} được để trống nên chỉ làm chỉ số theo thực tế / {name} may stay blank, which "
            "only an indicator of practice allows",
            f"bỏ required: false ở {name}, hoặc ghi basis: {PRACTICE} / remove required: false "
            f"from {name}, or write basis: {PRACTICE}",
        )


def _check_natures(row: FileRow[Indicator], forms: Mapping[str, Form]) -> Iterator[CatalogueFault]:
    """Report a share of a flow in a stock, or of a cumulative in a flow, not declared as meant."""
    indicator = row.model
    numerator = _list_natures(indicator.numerator, forms)
    denominator = _list_natures(indicator.denominator, forms)
    parts, wholes = "/".join(sorted(numerator)), "/".join(sorted(denominator))
    is_mixed = any((n, d) in _MIXED_NATURES for n in numerator for d in denominator)
    if indicator.kind == "share" and is_mixed and not indicator.mixed_natures:
        yield row.make_fault(
            f"{indicator.indicator}: tỷ lệ của {parts} trong {wholes} vượt 100 % ở kỳ dài hơn / "
            f"a share of {parts} in {wholes} exceeds 100 % over a longer period",
            "sửa nature của chỉ tiêu, hoặc nêu lý do ở mixed_natures / correct the nature of the "
            "elements, or give the reason in mixed_natures",
        )
    if indicator.mixed_natures and not is_mixed:
        yield row.make_fault(
            f"{indicator.indicator}: mixed_natures không cần / mixed_natures is not needed",
            "bỏ dòng mixed_natures / remove the line mixed_natures",
        )


def _check_count_kind(
    row: FileRow[Indicator], forms: Mapping[str, Form]
) -> Iterator[CatalogueFault]:
    """Report a law of chance claimed of a level, a total since January or a census of units."""
    indicator = row.model
    kind = indicator.count_kind
    natures = _list_natures(indicator.all_terms, forms)
    remedy = "sửa count_kind / correct count_kind"
    if kind == "percent" and indicator.kind != "share":
        yield row.make_fault(
            f"{indicator.indicator}: percent chỉ đi với kind: share / percent goes with kind: "
            "share only",
            remedy,
        )
    is_census = any(term.measure.startswith("units") for term in indicator.all_terms)
    if kind in ("events", "percent") and (natures - {"flow"} or is_census):
        yield row.make_fault(
            f"{indicator.indicator}: {kind} không đi với số tồn, lũy kế hay đếm đơn vị / {kind} "
            "does not go with a stock, a total since January or a count of units",
            remedy,
        )
    if kind not in (None, "stock") and "stock" in _list_natures(indicator.numerator, forms):
        yield row.make_fault(
            f"{indicator.indicator}: tử số là số tồn, phải là stock / the numerator is a level, "
            "which is stock",
            remedy,
        )


def _check_public_grain(
    row: FileRow[Indicator], forms: Mapping[str, Form]
) -> Iterator[CatalogueFault]:
    """Report a sensitive indicator without a grain of publication, or an open one with a grain."""
    indicator = row.model
    if not all(term.form in forms for term in indicator.all_terms if term.element):
        return  # the missing form is the fault
    elements = list(_list_elements(indicator.all_terms, forms))
    is_sensitive = any(element.sensitive for _, element in elements)
    if is_sensitive != (indicator.public_grain is not None):
        yield row.make_fault(
            f"{indicator.indicator}: public_grain chỉ đi với chỉ số nhạy cảm, và chỉ số nhạy cảm "
            "phải có / public_grain goes with a sensitive indicator, which must have one",
            "thêm hoặc bỏ public_grain / add or remove public_grain",
        )
    grain = indicator.public_grain
    if grain and not all(form.frequency.fills_grain(grain) for form, _ in elements):
        yield row.make_fault(
            f"{indicator.indicator}: biểu không nộp theo {grain} / no form is filled by {grain}",
            "nêu kỳ dài hơn ở public_grain / name a longer period in public_grain",
        )
    if is_sensitive and any(
        t.measure != "element" or abs(t.coefficient) != 1 for t in indicator.all_terms
    ):
        yield row.make_fault(
            f"{indicator.indicator}: chỉ số nhạy cảm chỉ cộng, trừ chỉ tiêu / a sensitive "
            "indicator adds and subtracts elements only: what it tells must be known",
            "sửa measure hoặc coefficient / correct measure or coefficient",
        )


def _list_elements(
    terms: Sequence[Term], forms: Mapping[str, Form]
) -> Iterator[tuple[Form, Element]]:
    for term in terms:
        if term.form in forms:
            form = forms[str(term.form)]
            yield from ((form, e) for e in form.elements if e.element == term.element)


def _list_natures(terms: Sequence[Term], forms: Mapping[str, Form]) -> set[str]:
    return {
        element.nature
        for term in terms
        if term.measure == "element" and term.form in forms
        for element in forms[str(term.form)].elements
        if element.element == term.element
    }


def _find_filled_forms(
    units: Collection[Unit], programmes: Sequence[FileRow[Programme]]
) -> dict[str, bool]:
    """Find the forms of the units, and whether any unit exists in the programme's years."""
    years = {
        year
        for programme in programmes
        for year in range(programme.model.first_year, programme.model.last_year + 1)
    }
    is_filled: dict[str, bool] = {}
    for unit in units:
        if unit.form and not is_filled.get(unit.form):
            is_filled[unit.form] = not programmes or any(map(unit.exists_in, years))
    return is_filled


def _check_fillable(
    row: FileRow[Indicator], filled_forms: Mapping[str, bool]
) -> Iterator[CatalogueFault]:
    """Report an indicator of a form whose units never exist in the programme's years."""
    used_forms = {term.form for term in row.model.all_terms if term.form}
    for form in sorted(used_forms & filled_forms.keys()):
        if not filled_forms[form]:
            yield row.make_fault(
                f"{row.model.indicator}: không đơn vị nào nộp biểu {form} trong các năm của chương "
                f"trình / no unit fills the form {form} in the programme's years",
                "thêm đơn vị vào units.csv, hoặc sửa form / add a unit to units.csv, or correct "
                "the form",
            )


def check_targets(
    rows: Sequence[FileRow[Target]], units: Collection[str]
) -> Iterator[CatalogueFault]:
    """Report a target of an unknown scope, and two targets for one indicator, scope and year."""
    for number, row in enumerate(rows):
        yield from check_ids(row, (row.model.scope,), units)
        for earlier in rows[:number]:
            if years := _list_shared_years(row.model, earlier.model):
                yield row.make_fault(
                    f"{row.model.indicator} {row.model.scope} {years}: đã có chỉ tiêu ở dòng "
                    f"{earlier.line} / has a target on line {earlier.line}",
                    "giữ một chỉ tiêu cho mỗi năm / keep one target for each year",
                )


def _list_shared_years(first: Target, second: Target) -> str:
    """List the years in which two targets hold for the same indicator and scope."""
    if (first.indicator, first.scope) != (second.indicator, second.scope):
        return ""
    first_year = max(first.from_year, second.from_year)
    return ", ".join(map(str, range(first_year, min(first.to_year, second.to_year) + 1)))


def check_area_coverage(
    rows: Sequence[FileRow[AreaCoverage]],
    programmes: Sequence[FileRow[Programme]],
    units: Mapping[str, Unit],
) -> Iterator[CatalogueFault]:
    """Report a coverage of a reporting unit, two on one day, or none at all of the hub."""
    area_rows: dict[str, list[FileRow[AreaCoverage]]] = {}
    for row in rows:
        yield from check_ids(row, (row.model.area,), units)
        area = units.get(row.model.area)
        if area and area.form:
            yield row.make_fault(
                f"{area.unit} tự nộp báo cáo, không phải địa bàn / {area.unit} reports itself, it "
                "is no area",
                "bỏ dòng này / remove this row",
            )
        area_rows.setdefault(row.model.area, []).append(row)
    for name, rows_of_area in area_rows.items():
        yield from check_shared_days(name, rows_of_area)
    for programme in programmes:
        if programme.model.hub not in area_rows:
            yield programme.make_fault(
                f"area_coverage.csv chưa nêu {programme.model.hub} / area_coverage.csv does not "
                f"name {programme.model.hub}",
                "thêm một dòng covers: all (đủ đơn vị) hoặc part / add a row with covers: all "
                "(every reporter is here) or part",
            )
