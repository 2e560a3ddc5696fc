namespace SroiTracker.Domain;

/// <summary>
/// From a day on, which Tarief and which full-time week hold. The days before keep the old one, also after an amendment
/// brought another version (rules.md 1).
/// </summary>
/// <param name="From">First day on which it holds; the first one also holds before it.</param>
/// <param name="FullTimeMinutes">A full-time week on this contract in minutes, the clause's before the Tarief's; above 0.</param>
public sealed record DatedTarief(DateOnly From, Tarief Tarief, int FullTimeMinutes)
{
    /// <summary>A full-time week in minutes: 36 hours is 2160.</summary>
    public int FullTimeMinutes { get; init; } = FullTimeMinutes > 0
        ? FullTimeMinutes
        : throw new ArgumentOutOfRangeException(nameof(FullTimeMinutes), FullTimeMinutes, "A full-time week has at least one minute.");
}

/// <summary>The days on which a supplier is a party to a contract, where a transfer to or from another limits them (rules.md 1).</summary>
/// <param name="From">First day; null from the start of the contract.</param>
/// <param name="Through">Last day; null until its end.</param>
public sealed record PartyDays(Guid SupplierId, DateOnly? From, DateOnly? Through);

/// <summary>What of a contract decides on counting (rules.md 3, "Value").</summary>
/// <param name="Contract">First and last day of the contract.</param>
/// <param name="PriorMonths">Who came into service earlier than this many months before the start was in service already.</param>
/// <param name="DaysBeforeStartCount">Whether days within the prior months count too.</param>
/// <param name="LaterMonths">Months after the end in which days still count.</param>
/// <param name="RecoveryUntil">Last day of a recovery after a notice of default.</param>
/// <param name="Tarieven">By first day; none where the contract has no clause, and then nothing has a value.</param>
/// <param name="BuyerId">Whose contract it is: maximum months and bonuses may run over all contracts of a buyer.</param>
/// <param name="SettledThroughYear">In the years through this one what is booked stays; 0 where nothing is settled.</param>
public sealed record CountingFrame(
    Guid ContractId, Period Contract, int PriorMonths, bool DaysBeforeStartCount, int LaterMonths, DateOnly? RecoveryUntil,
    IReadOnlyList<DatedTarief> Tarieven, Guid BuyerId = default, int SettledThroughYear = 0)
{
    // "31-12-9999" is entered for an end that is not known yet; an anniversary year that runs past it must exist.
    internal static readonly DateOnly Horizon = new(9998, 12, 31);

    /// <summary>Suppliers that are a party on some days only; empty where nobody took the contract over.</summary>
    public IReadOnlyList<PartyDays> Parties { get; init; } = [];

    /// <summary>The days on which a supplier is a party; all days for one that no transfer touches.</summary>
    public Period PartyPeriod(Guid supplierId)
    {
        foreach (var party in Parties)
            if (party.SupplierId == supplierId) return new(party.From ?? DateOnly.MinValue, party.Through ?? DateOnly.MaxValue);
        return new(DateOnly.MinValue, DateOnly.MaxValue);
    }

    /// <summary>What PSO certificates count for; null where the policy says nothing of them, or none was reported on the contract.</summary>
    public PsoTerms? Pso { get; init; }

    /// <summary>The days that may count (rules.md 3, "the window").</summary>
    public Period Window
    {
        get
        {
            var end = Shifted(Contract.End, LaterMonths);
            if (RecoveryUntil > end) end = RecoveryUntil.Value;
            return new(DaysBeforeStartCount ? EarliestService : Contract.Start, end < Horizon ? end : Horizon);
        }
    }

    /// <summary>Last day on which reporting was opened again, with a settlement; null where none was.</summary>
    public DateOnly? ReportingUntil { get; init; }

    /// <summary>The last day on which something may be reported (rules.md 5): 30 days after the window.</summary>
    public DateOnly ReportingCloses
    {
        get
        {
            var closes = Settlement.ReportingCloses(Window.End);
            return ReportingUntil > closes ? ReportingUntil.Value : closes;
        }
    }

    /// <summary>Who came into service before this day was in service already, whether or not days before the start count.</summary>
    public DateOnly EarliestService => Shifted(Contract.Start, -PriorMonths);

    /// <summary>
    /// Whether the candidate's other contracts are to be valued together with this one: maximum months or bonuses run over
    /// a buyer or a whole Tarief.
    /// </summary>
    public bool ReachesBeyondContract => Tarieven.Any(t => t.Tarief.ReachesBeyondContract);

    /// <summary>
    /// As if another Tarief had bound the contract from its first day. A full-time week that the clause set apart from its own
    /// Tarief stays; else it is that of the other.
    /// </summary>
    public CountingFrame Under(Tarief tarief)
    {
        var now = Tarieven[^1];
        return this with { Tarieven = [new(Contract.Start, tarief, now.FullTimeMinutes == now.Tarief.FullTimeMinutes ? tarief.FullTimeMinutes : now.FullTimeMinutes)] };
    }

    /// <summary>What holds on a day; before the first it holds too.</summary>
    /// <exception cref="InvalidOperationException">The contract has no Tarief.</exception>
    public DatedTarief TariefOn(DateOnly day)
    {
        for (var i = Tarieven.Count - 1; i > 0; i--) if (Tarieven[i].From <= day) return Tarieven[i];
        return Tarieven.Count > 0 ? Tarieven[0] : throw new InvalidOperationException("The contract has no Tarief.");
    }

    private static DateOnly Shifted(DateOnly day, int months)
    {
        var count = day.Year * 12 + day.Month - 1 + months;
        return count < 12 ? DateOnly.MinValue : count >= Horizon.Year * 12 ? Horizon : day.AddMonths(months);
    }
}

/// <summary>A placement as it is to be counted on one contract: what was stated, and through which day.</summary>
/// <param name="Reference">The supplier's reference; decides last in an overlap.</param>
/// <param name="Start">First day of the work.</param>
/// <param name="End">Last day of the work; null while it is open.</param>
/// <param name="Through">Last day that was verified (or reported, or expected).</param>
/// <param name="RevokedFrom">From this day on the days count 0.</param>
/// <param name="Terms">By first day; the first also hold before it.</param>
public sealed record CountedPlacement(
    Guid Id, string Reference, DateOnly Start, DateOnly? End, DateOnly Through, DateOnly? RevokedFrom, IReadOnlyList<DatedTerms> Terms)
{
    /// <summary>Whose placement it is; only <see cref="CountingFrame.Parties"/> asks.</summary>
    public Guid SupplierId { get; init; }
}

/// <summary>Things of one candidate on one contract, with the frame that they are counted in.</summary>
public sealed record CountedOn<T>(CountingFrame Frame, IReadOnlyList<T> Placements);
