// The address and what is chosen: #TT01/2023-Q2/DK-DAPHUC. Every choice is a step of the history.
const VIEWS = ["tong-quan", "nop-bao-cao", "chat-luong", "bieu"];
const GRAINS = ["year", "nine_months", "half_year", "quarter", "month"];

const readAddress = (data, hash, fallback) => {
  const [first = "", period = "", unit = "", part = ""] = decodeURIComponent(hash.replace(/^#/, "")).split("/");
  const isIndicator = data.indicators.has(first);
  const isKnown = !first || isIndicator || (VIEWS.includes(first) && Boolean(document.getElementById(first)));
  const chosen = {
    view: isIndicator ? (part === "cac-phuong" && data.isOffice ? "cac-phuong" : "chi-so") : isKnown && first ? first : "tong-quan",
    code: isIndicator ? first : fallback.code,
    period: data.byCode.get(period) || fallback.period,
    unit: data.units[unit] ? unit : "",
    part: isIndicator ? "" : part,
  };
  chosen.isLost = !isKnown || Boolean(period && !data.byCode.has(period)) || Boolean(unit && !data.units[unit]);
  if (!chosen.unit) chosen.unit = chooseArea(data, chosen.period);
  return chosen;
};

const writeAddress = ({ view, code, period, unit, part = "" }) => {
  const parts = view === "chi-so" ? [code, period.code, unit]
    : view === "cac-phuong" ? [code, period.code, unit, "cac-phuong"]
      : [view, period.code, unit, ...(part ? [part] : [])];
  return `#${parts.join("/")}`;
};

// Of the two areas the one that has the period takes the place of the other.
const settleArea = (data, chosen) => {
  const isArea = data.units[chosen.unit].kind === "area";
  const hasFigures = data.present.has(`${chosen.unit} ${chosen.period.place}`);
  return isArea && !hasFigures ? { ...chosen, unit: chooseArea(data, chosen.period) } : chosen;
};
