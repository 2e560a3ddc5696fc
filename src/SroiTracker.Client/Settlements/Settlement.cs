namespace SroiTracker.Client;

/// <summary>A settlement in a list.</summary>
/// <param name="Id">Of the settlement.</param>
/// <param name="ContractId">The contract.</param>
/// <param name="Year">The year that is settled; null is the whole contract.</param>
/// <param name="State">How far it is.</param>
/// <param name="OpenedAt">When it was opened, UTC.</param>
/// <param name="ChangedAt">When it last changed, UTC.</param>
public sealed record ListedSettlement(Guid Id, Guid ContractId, int? Year, SettlementState State, DateTimeOffset OpenedAt, DateTimeOffset ChangedAt);

/// <summary>A settlement: how far it is, what it comes to, and every step.</summary>
public sealed record Settlement : Answered
{
    /// <summary>Of the settlement.</summary>
    public Guid Id { get; init; }

    /// <summary>The contract.</summary>
    public Guid ContractId { get; init; }

    /// <summary>The year that is settled; null is the whole contract.</summary>
    public int? Year { get; init; }

    /// <summary>How far it is.</summary>
    public SettlementState State { get; init; }

    /// <summary>What is done through this day still counts; null without a notice of default.</summary>
    public DateOnly? RecoveryUntilDate { get; init; }

    /// <summary>The last day on which you may report.</summary>
    public DateOnly ReportingClosesDate { get; init; }

    /// <summary>As decided; before that as they stand.</summary>
    public SettlementFigures? Figures { get; init; }

    /// <summary>Notices of default.</summary>
    public IReadOnlyList<Notice> Notices { get; init; } = [];

    /// <summary>Your own views.</summary>
    public IReadOnlyList<SupplierView> Views { get; init; } = [];

    /// <summary>Proposals.</summary>
    public IReadOnlyList<Proposal> Proposals { get; init; } = [];

    /// <summary>Decisions on them.</summary>
    public IReadOnlyList<Decision> Decisions { get; init; } = [];

    /// <summary>Requests to open it again.</summary>
    public IReadOnlyList<Reopening> Reopenings { get; init; } = [];

    /// <summary>Statements that were made.</summary>
    public IReadOnlyList<StatementLink> Statements { get; init; } = [];

    /// <summary>Who opened it.</summary>
    public Guid OpenedBy { get; init; }

    /// <summary>When it was opened, UTC.</summary>
    public DateTimeOffset OpenedAt { get; init; }

    /// <summary>When it last changed, UTC.</summary>
    public DateTimeOffset ChangedAt { get; init; }
}

/// <summary>What a settlement comes to, in euros.</summary>
public sealed record SettlementFigures
{
    /// <summary>Of the contract, or the target of the year.</summary>
    [Euros]
    public decimal Obligation { get; init; }

    /// <summary>What is counted of the days that are settled.</summary>
    [Euros]
    public decimal Counted { get; init; }

    /// <summary>What the year before passed on.</summary>
    [Euros]
    public decimal Carried { get; init; }

    /// <summary>What of the recovery makes up for this year.</summary>
    [Euros]
    public decimal Recovered { get; init; }

    /// <summary>What is missing of the obligation; 0 or more.</summary>
    [Euros]
    public decimal Shortfall { get; init; }

    /// <summary>What is more than the obligation; 0 or more.</summary>
    [Euros]
    public decimal Surplus { get; init; }

    /// <summary>Shortfall × the factor of the policy.</summary>
    [Euros]
    public decimal Malus { get; init; }

    /// <summary>What passes to the next year.</summary>
    [Euros]
    public decimal MovesOn { get; init; }
}

/// <summary>A notice of default.</summary>
/// <param name="NoticeDate">Of the letter.</param>
/// <param name="RecoveryUntilDate">What is done through this day still counts.</param>
/// <param name="Text">What it says.</param>
/// <param name="By">Who gave it.</param>
/// <param name="At">When, UTC.</param>
public sealed record Notice(DateOnly NoticeDate, DateOnly RecoveryUntilDate, string? Text, Guid By, DateTimeOffset At);

/// <summary>A supplier's view, as it was given.</summary>
/// <param name="SupplierId">Whose.</param>
/// <param name="Text">As a whole.</param>
/// <param name="NothingMore">Nothing more will come.</param>
/// <param name="Disputes">Lines of the ledger that are disputed.</param>
/// <param name="By">Who gave it.</param>
/// <param name="At">When, UTC.</param>
public sealed record SupplierView(Guid SupplierId, string Text, bool NothingMore, IReadOnlyList<Dispute>? Disputes, Guid By, DateTimeOffset At);

/// <summary>A line of the ledger that is disputed.</summary>
/// <param name="Sequence">Of the line.</param>
/// <param name="Text">Why, at most 4.000 characters; no BSN.</param>
public sealed record Dispute(int Sequence, string Text);

/// <summary>Your view on a settlement, as you give it; until there is a decision you may give another.</summary>
public sealed record SettlementViewStatement
{
    /// <summary>As a whole, at most 8.000 characters; no BSN.</summary>
    public required string Text { get; init; }

    /// <summary>Nothing more will come: the end of the recovery needs not be waited for. Of a combinatie the lead partner says so.</summary>
    public bool NothingMore { get; init; }

    /// <summary>Lines of your own that you dispute, at most 1.000.</summary>
    public IReadOnlyList<Dispute>? Disputes { get; init; }
}

/// <summary>A malus that is waived, or a part of it.</summary>
public sealed record Waiver
{
    /// <summary>In euros; null where it is a percentage.</summary>
    [Euros]
    public decimal? Amount { get; init; }

    /// <summary>Of the malus, in percent; null where it is an amount.</summary>
    public decimal? Percentage { get; init; }

    /// <summary>Why.</summary>
    public string? Reason { get; init; }
}

/// <summary>A proposal to settle.</summary>
public sealed record Proposal
{
    /// <summary>From 1.</summary>
    public int Number { get; init; }

    /// <summary>What it comes to.</summary>
    public SettlementFigures? Figures { get; init; }

    /// <summary>What of the malus is not asked, and why.</summary>
    public Waiver? Waiver { get; init; }

    /// <summary>That in euros.</summary>
    [Euros]
    public decimal Waived { get; init; }

    /// <summary>Malus − waived, in euros: what you owe.</summary>
    [Euros]
    public decimal Due { get; init; }

    /// <summary>What is said with it.</summary>
    public string? Text { get; init; }

    /// <summary>Who proposes.</summary>
    public Guid By { get; init; }

    /// <summary>When, UTC.</summary>
    public DateTimeOffset At { get; init; }
}

/// <summary>A decision on a proposal.</summary>
/// <param name="ProposalNumber">Which.</param>
/// <param name="Agreed">Whether it was agreed to.</param>
/// <param name="Reason">Why.</param>
/// <param name="StatementNumber">Of the statement that it made; null where it was declined.</param>
/// <param name="By">Who decided.</param>
/// <param name="At">When, UTC.</param>
public sealed record Decision(int ProposalNumber, bool Agreed, string? Reason, string? StatementNumber, Guid By, DateTimeOffset At);

/// <summary>A request to open a settlement again.</summary>
/// <param name="Id">Of the request.</param>
/// <param name="Reason">Why.</param>
/// <param name="By">Who asks.</param>
/// <param name="At">When, UTC.</param>
/// <param name="Decision">What was decided on it; null while nobody did.</param>
public sealed record Reopening(Guid Id, string Reason, Guid By, DateTimeOffset At, ReopeningDecision? Decision);

/// <summary>What was decided on a reopening.</summary>
/// <param name="Agreed">Whether it was agreed to.</param>
/// <param name="Reason">Why.</param>
/// <param name="By">Who decided.</param>
/// <param name="At">When, UTC.</param>
public sealed record ReopeningDecision(bool Agreed, string? Reason, Guid By, DateTimeOffset At);

/// <summary>A statement that was made.</summary>
/// <param name="Number">"SROI-2026-0001".</param>
/// <param name="Sha256">Of its bytes, in hexadecimal.</param>
/// <param name="IssuedAt">When, UTC.</param>
/// <param name="Stands">Whether it is the one that holds.</param>
public sealed record StatementLink(string Number, string Sha256, DateTimeOffset IssuedAt, bool Stands);
