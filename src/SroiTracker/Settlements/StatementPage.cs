using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using SroiTracker.Domain;
using SroiTracker.Placements;

namespace SroiTracker.Settlements;

/// <summary>
/// A statement as a page to print: everything that is due with how it came about, line by line, so that a supplier can
/// dispute a line. No scripts, nothing loaded from elsewhere.
/// </summary>
internal sealed class StatementPage
{
    private const string Style = """
        @page{size:A4;margin:16mm 14mm 18mm}
        *{box-sizing:border-box}
        body{font:10.5pt/1.45 "Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif;color:#1b1b1b;background:#f3f4f6;margin:0}
        main{background:#fff;max-width:210mm;margin:8mm auto;padding:14mm 14mm 18mm;box-shadow:0 1px 6px rgba(0,0,0,.18)}
        header{border-bottom:3px solid #154273;padding-bottom:4mm;margin-bottom:6mm;display:flex;justify-content:space-between;align-items:flex-end;gap:8mm}
        h1{font-size:19pt;line-height:1.2;margin:0;color:#154273}
        h2{font-size:13pt;color:#154273;margin:8mm 0 2mm;break-after:avoid}
        h3{font-size:10.5pt;margin:5mm 0 1mm;break-after:avoid}
        header p{margin:0;text-align:right}
        .number{font-size:13pt;font-weight:600;white-space:nowrap}
        dl{display:grid;grid-template-columns:42mm 1fr;gap:1mm 4mm;margin:0}
        dt{color:#555}
        dd{margin:0;overflow-wrap:anywhere}
        table{width:100%;border-collapse:collapse;margin:1mm 0 2mm}
        th,td{text-align:left;vertical-align:top;padding:1.1mm 2mm 1.1mm 0;border-bottom:1px solid #ddd}
        th{font-weight:600;color:#444;border-bottom:1.5px solid #888}
        thead{display:table-header-group}
        tr{break-inside:avoid}
        .euro{text-align:right;white-space:nowrap;font-variant-numeric:tabular-nums;padding-right:0}
        .nowrap{white-space:nowrap}
        .lines{font-size:9pt;table-layout:fixed}
        .lines th:nth-child(1){width:19mm}
        .lines th:nth-child(2){width:44mm}
        .lines th:nth-child(3){width:32mm}
        .lines th:nth-child(5){width:27mm}
        .lines td{overflow-wrap:anywhere}
        .sum td{font-weight:600;border-top:1.5px solid #888}
        .due td{font-weight:700;font-size:12pt;border-top:2px solid #154273;border-bottom:2px solid #154273;padding-top:2mm;padding-bottom:2mm}
        .none{color:#666}
        .disputed{background:#fff4e0}
        .said{border-left:3px solid #bbb;padding:0 0 0 4mm;margin:1mm 0 3mm;white-space:pre-line;overflow-wrap:anywhere}
        .old{background:#fde8e8;border:1px solid #c33;padding:2mm 4mm;margin:0 0 5mm}
        .id{font-size:8pt;color:#666;font-weight:400}
        footer{margin-top:10mm;border-top:1px solid #bbb;padding-top:3mm;font-size:8.5pt;color:#555;overflow-wrap:anywhere}
        @media print{body{background:#fff}main{margin:0;padding:0;box-shadow:none;max-width:none}}
        @media(max-width:60em){main{margin:0;padding:6mm;max-width:none}dl{grid-template-columns:1fr}dt{margin-top:2mm}}
        """;

    /// <summary>Nothing but its own style.</summary>
    public static readonly string ContentSecurityPolicy =
        $"default-src 'none'; style-src 'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Style)))}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private static readonly TimeZoneInfo Netherlands = TimeZoneInfo.FindSystemTimeZoneById("Europe/Amsterdam");

    private readonly ShownStatement _shown;
    private readonly Statement _of;
    private readonly bool _dutch;
    private readonly CultureInfo _culture;
    private readonly Markup _page;

    private StatementPage(ShownStatement shown, string language)
    {
        (_shown, _of, _dutch) = (shown, shown.Statement, language == "nl");
        _culture = CultureInfo.GetCultureInfo(_dutch ? "nl-NL" : "en-GB");
        _page = new(_culture);
    }

    /// <summary>The page in a language ("nl" or "en").</summary>
    public static string Of(ShownStatement shown, string language)
    {
        var page = new StatementPage(shown, language);
        page.Write();
        return page._page.ToString();
    }

    private void Write()
    {
        _page.Add($"""<!doctype html><html lang="{(_dutch ? "nl" : "en")}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>{_of.Number} · {_of.Contract.Reference}</title><style>""");
        _page.Literal(Style);
        _page.Add($"</style></head><body><main>");
        Head();
        Sums();
        Years();
        Course();
        Lines();
        Foot();
        _page.Add($"</main></body></html>");
    }

    private void Head()
    {
        var contract = _of.Contract;
        _page.Add($"""<header><h1>{T("Afrekening social return", "Social return statement")}</h1><p><span class="number">{_of.Number}</span><br>{Day(DateOnly.FromDateTime(Local(_of.DecidedBy.At).DateTime))}</p></header>""");
        if (!_shown.Stands) _page.Add($"""<p class="old">{T("Deze afrekening geldt niet meer: zij is heropend. Zij blijft te lezen zoals zij was.", "This statement no longer holds: it was reopened. It can still be read as it was.")}</p>""");
        _page.Add($"<dl><dt>{T("Opdrachtgever", "Buyer")}</dt><dd>{contract.Buyer.Name}{Identifier(contract.Buyer)}</dd>");
        _page.Add($"<dt>{(contract.Suppliers.Count > 1 ? T("Leveranciers (combinatie)", "Suppliers (joint)") : T("Leverancier", "Supplier"))}</dt><dd>");
        for (var i = 0; i < contract.Suppliers.Count; i++) _page.Add($"{(i > 0 ? "; " : "")}{contract.Suppliers[i].Name}{Identifier(contract.Suppliers[i])}");
        _page.Add($"</dd><dt>{T("Contract", "Contract")}</dt><dd>{contract.Reference} · {contract.Title}</dd>");
        _page.Add($"<dt>{T("Looptijd", "Period")}</dt><dd>{Days(contract.StartDate, contract.EndDate)}</dd>");
        _page.Add($"<dt>{T("Afgerekend", "Settled")}</dt><dd>{(_of.Year is { } year ? T($"het jaar {year}", $"the year {year}") : T("het hele contract", "the whole contract"))}, {Days(_of.FromDate, _of.ThroughDate)}</dd>");
        if (_of.Policy is { } policy) _page.Add($"<dt>{T("Beleid", "Policy")}</dt><dd>{policy.Name}, {T("geldig vanaf", "valid from")} {Day(policy.ValidFromDate)}</dd>");
        foreach (var tarief in _of.Tarieven)
            _page.Add($"<dt>{T("Tarief", "Tarief")}</dt><dd>{tarief.Name} {tarief.Version} ({T("vanaf", "from")} {Day(tarief.FromDate)}; {T("volle werkweek", "full-time week")} {tarief.FullTimeHours:0.##} {T("uur", "hours")})</dd>");
        if (_of.Replaces is { } replaced) _page.Add($"<dt>{T("Staat naast", "Stands beside")}</dt><dd>{replaced}, {T("die is heropend", "which was reopened")}</dd>");
        _page.Add($"</dl>");
    }

    private void Sums()
    {
        var figures = _of.Figures;
        _page.Add($"<h2>{T("Uitkomst", "Outcome")}</h2><table><tbody>");
        Sum(_of.Year is null ? T("Verplichting", "Obligation") : T($"Doel van {_of.Year}", $"Target of {_of.Year}"), Asked(), figures.Obligation);
        Sum(T("Meegeteld", "Counted"), T("som van de regels hieronder", "sum of the lines below"), figures.Counted);
        if (figures.Carried != Euros.Zero)
            Sum(figures.Carried > Euros.Zero ? T("Meegenomen van het vorige jaar", "Carried over from the year before") : T("Gebruikt voor het herstel van het vorige jaar", "Used for the recovery of the year before"), "", figures.Carried);
        if (figures.Recovered != Euros.Zero)
            Sum(T("Hersteld", "Recovered"), T("meegeteld na het jaar, tot en met het einde van het herstel; telt het volgende jaar niet meer mee", "counted after the year, through the end of the recovery; no longer counts for the next year"), figures.Recovered);
        Sum(T("Tekort", "Shortfall"), figures.Shortfall == Euros.Zero ? T("de verplichting is gehaald", "the obligation was met") : "", figures.Shortfall);
        if (figures.Surplus != Euros.Zero)
            Sum(T("Meer dan gevraagd", "More than asked"), figures.MovesOn > Euros.Zero ? T("gaat mee naar het volgende jaar", "moves on to the next year") : T("gaat niet mee", "does not move on"), figures.Surplus);
        if (figures.Malus != Euros.Zero)
            Sum(T("Malus", "Malus"), $"{Money(figures.Shortfall)} × {_of.MalusFactor.ToString("0.00##", _culture)}", figures.Malus);
        if (_of.Waiver is { } waiver)
            Sum(T("Kwijtgescholden", "Waived"), $"{(waiver.Percentage is { } part ? $"{part.ToString("0.##", _culture)} %: " : "")}{waiver.Reason}", -_of.Waived);
        _page.Add($"""<tr class="due"><td>{T("Te betalen", "Due")}</td><td></td><td class="euro">{Money(_of.Due)}</td></tr></tbody></table>""");
    }

    /// <summary>How the obligation came about, or the target of a year.</summary>
    private string Asked()
    {
        var asked = _of.Obligation;
        if (asked.Amount == Euros.Zero) return T("een inspanning, geen bedrag", "an effort, no amount");
        var whole = asked.BaseAmount is { } taken ? $"{asked.Percentage.ToString("0.##", _culture)} % × {Money(taken)}" : T("een vast bedrag", "a fixed amount");
        if (asked.IsCapped) whole += T($", hoogstens {Money(asked.Amount)}", $", at most {Money(asked.Amount)}");
        if (asked.Reduction != Euros.Zero) whole += T($", verlaagd met {Money(asked.Reduction)} door PSO", $", lowered by {Money(asked.Reduction)} by PSO");
        return _of.Year is null ? whole : T($"{whole}, naar dagen verdeeld over de looptijd", $"{whole}, spread by days over the period");
    }

    private void Sum(string name, string note, Euros amount) =>
        _page.Add($"""<tr><td class="nowrap">{name}</td><td class="none">{note}</td><td class="euro">{Money(amount)}</td></tr>""");

    private void Years()
    {
        if (_of.Years.Count < 2) return;
        _page.Add($"""<h2>{T("Per jaar", "By year")}</h2><table><thead><tr><th>{T("Jaar", "Year")}</th><th class="euro">{T("Doel", "Target")}</th><th class="euro">{T("Meegeteld", "Counted")}</th></tr></thead><tbody>""");
        foreach (var year in _of.Years) _page.Add($"""<tr><td>{year.Year}</td><td class="euro">{Money(year.Target)}</td><td class="euro">{Money(year.Counted)}</td></tr>""");
        _page.Add($"</tbody></table>");
    }

    private void Course()
    {
        _page.Add($"<h2>{T("Verloop", "Course")}</h2>");
        foreach (var notice in _of.Notices)
            Said($"{T("Ingebrekestelling van", "Notice of default of")} {Day(notice.NoticeDate)}, {T("herstel tot en met", "recovery through")} {Day(notice.RecoveryUntilDate)}", notice.Text);
        foreach (var view in _of.Views)
        {
            Said($"{T("Zienswijze van", "View of")} {SupplierName(view.SupplierId)}, {Instant(view.At)}", view.Text);
            if (view.NothingMore) _page.Add($"<p>{T("De leverancier liet weten dat er niets meer komt.", "The supplier said that nothing more will come.")}</p>");
            if (view.Disputes.Count == 0) continue;
            _page.Add($"<table><thead><tr><th>{T("Betwiste regel", "Disputed line")}</th><th>{T("Waarom", "Why")}</th></tr></thead><tbody>");
            foreach (var dispute in view.Disputes) _page.Add($"""<tr><td class="nowrap">{dispute.Sequence}</td><td>{dispute.Text}</td></tr>""");
            _page.Add($"</tbody></table>");
        }
        Said($"{T("Voorgesteld", "Proposed")} {Instant(_of.ProposedBy.At)}", _of.ProposalText);
        Said($"{T("Besloten door een ander", "Decided by someone else")} {Instant(_of.DecidedBy.At)}", _of.DecisionReason);
    }

    private void Said(string what, string? text)
    {
        _page.Add($"<h3>{what}</h3>");
        if (!string.IsNullOrWhiteSpace(text)) _page.Add($"""<p class="said">{text.Trim()}</p>""");
    }

    private void Lines()
    {
        var disputed = _of.Views.SelectMany(v => v.Disputes).Select(d => d.Sequence).ToHashSet();
        _page.Add($"<h2>{T("Waaruit het meegetelde bedrag bestaat", "What the counted amount is made of")}</h2>");
        if (_of.Lines.Count == 0) _page.Add($"""<p class="none">{T("Er is niets meegeteld.", "Nothing was counted.")}</p>""");
        foreach (var work in _of.Lines.GroupBy(l => l.PlacementId ?? l.EffortId))
        {
            Heading(work.First());
            _page.Add($"""<table class="lines"><thead><tr><th>{T("Regel", "Line")}</th><th>{T("Periode", "Period")}</th><th>{T("Bouwblok", "Bouwblok")}</th><th>{T("Hoe het bedrag ontstaat", "How the amount comes about")}</th><th class="euro">{T("Bedrag", "Amount")}</th></tr></thead><tbody>""");
            foreach (var line in work) Line(line, disputed.Contains(line.Sequence));
            if (work.Skip(1).Any()) _page.Add($"""<tr class="sum"><td colspan="4">{T("Samen", "Together")}</td><td class="euro">{Money(Total(work))}</td></tr>""");
            _page.Add($"</tbody></table>");
        }
        _page.Add($"<table><tbody>");
        if (_of.Others is { } others) _page.Add($"""<tr><td>{T("Regels van de andere leveranciers samen", "Lines of the other suppliers together")}</td><td class="euro">{Money(others)}</td></tr>""");
        _page.Add($"""<tr class="sum"><td>{T("Meegeteld", "Counted")}</td><td class="euro">{Money(Total(_of.Lines) + (_of.Others ?? Euros.Zero))}</td></tr></tbody></table>""");
    }

    private void Heading(StatementLine line)
    {
        var id = line.PlacementId ?? line.EffortId ?? Guid.Empty;
        var name = _shown.References.TryGetValue(id, out var reference) ? reference : T("(kenmerk verwijderd)", "(reference removed)");
        var supplier = _of.Contract.Suppliers.Count + _of.Contract.OtherSuppliers.Count > 1 ? $", {SupplierName(line.SupplierId)}" : "";
        _page.Add($"""<h3>{(line.PlacementId is null ? T("Inspanning", "Effort") : T("Plaatsing", "Placement"))} {name}{supplier} <span class="id">{id.ToString()}</span></h3>""");
    }

    private void Line(StatementLine line, bool isDisputed)
    {
        var mark = isDisputed ? "disputed" : "";
        var number = $"{line.Sequence}{(isDisputed ? T(" (betwist)", " (disputed)") : "")}";
        foreach (var part in line.Parts)
            _page.Add($"""<tr class="{mark}"><td>{number}</td><td class="nowrap">{Days(part.FromDate, part.ThroughDate)}</td><td>{part.Bouwblok}</td><td>{Why(part)}</td><td class="euro">{Money(part.Amount)}</td></tr>""");
        foreach (var bonus in line.Bonuses)
            _page.Add($"""<tr class="{mark}"><td>{number}</td><td>{line.Year}</td><td>{bonus.Code}</td><td>{T("bonus, eenmaal", "bonus, once")}</td><td class="euro">{Money(bonus.Amount)}</td></tr>""");
        if (line.Parts.Count + line.Bonuses.Count != 1)
            _page.Add($"""<tr class="sum {mark}"><td>{number}</td><td colspan="3">{T($"Geteld in {line.Year}", $"Counted in {line.Year}")}</td><td class="euro">{Money(line.Amount)}</td></tr>""");
    }

    private string Why(LedgerPart part) => part.Reason switch
    {
        null => part.Formula,
        NotCounted.OutsideContract => T("telt niet: buiten de dagen die voor dit contract tellen", "does not count: outside the days that count for this contract"),
        NotCounted.AlreadyInService => T("telt niet: al in dienst", "does not count: in service already"),
        NotCounted.BelowMinimumHours => T("telt niet: minder uren dan het bouwblok vraagt", "does not count: fewer hours than the bouwblok asks"),
        NotCounted.MaximumReached => T("telt niet: het maximum aantal maanden is bereikt", "does not count: the maximum months are reached"),
        NotCounted.FilledByOther => T("telt niet: een andere plaatsing van deze kandidaat vult de werkweek al", "does not count: another placement of this candidate fills the week already"),
        NotCounted.Revoked => T("telt niet: herroepen", "does not count: revoked"),
        NotCounted.UnknownBouwblok => T("telt niet: dit bouwblok staat niet in het Tarief", "does not count: this bouwblok is not in the Tarief"),
        _ => $"{T("telt niet", "does not count")}: {part.Formula}",
    };

    private void Foot()
    {
        _page.Add($"<footer><p>{T("Bent u het met een regel niet eens? Noem het nummer van de afrekening en het nummer van de regel. Wijzigen kan alleen door de afrekening te heropenen; dan komt er een nieuwe naast deze.", "Do you disagree with a line? Name the number of the statement and the number of the line. It changes only by reopening the settlement; then there is a new statement beside this one.")}</p>");
        _page.Add($"<p>{T("Voorgesteld door", "Proposed by")} {_of.ProposedBy.Role} {_of.ProposedBy.PrincipalId.ToString()}; {T("besloten door", "decided by")} {_of.DecidedBy.Role} {_of.DecidedBy.PrincipalId.ToString()}.<br>");
        _page.Add($"{(_shown.IsWhole ? T("SHA-256 van dit document in JSON", "SHA-256 of this document in JSON") : T("SHA-256 van het hele document in JSON, waarvan u uw eigen regels ziet", "SHA-256 of the whole document in JSON, of which you see your own lines"))}: {Convert.ToHexStringLower([.. _shown.Hash])}</p></footer>");
    }

    private string T(string dutch, string english) => _dutch ? dutch : english;

    private string Day(DateOnly day) => day.ToString("d MMMM yyyy", _culture);

    private string Days(DateOnly from, DateOnly through) => $"{from.ToString("dd-MM-yyyy", CultureInfo.InvariantCulture)} {T("t/m", "to")} {through.ToString("dd-MM-yyyy", CultureInfo.InvariantCulture)}";

    private string Instant(DateTimeOffset at) => Local(at).ToString(_dutch ? "d MMMM yyyy 'om' HH:mm" : "d MMMM yyyy 'at' HH:mm", _culture);

    private static DateTimeOffset Local(DateTimeOffset at) => TimeZoneInfo.ConvertTime(at, Netherlands);

    private string Money(Euros amount) => $"{(amount < Euros.Zero ? "− " : "")}€ {Math.Abs(amount.Amount).ToString("N2", _culture)}";

    private static Euros Total(IEnumerable<StatementLine> lines) => lines.Aggregate(Euros.Zero, (sum, line) => sum + line.Amount);

    private string SupplierName(Guid id) => _of.Contract.Suppliers.Concat(_of.Contract.OtherSuppliers).FirstOrDefault(s => s.Id == id)?.Name ?? T("een leverancier", "a supplier");

    private static string Identifier(Contracts.Party party) => party.Identifier is { } identifier ? $" ({identifier.Scheme} {identifier.Id})" : "";
}
