using System.Globalization;

namespace SroiTracker.Client;

/// <summary>What a supplier asks of its contracts.</summary>
public sealed class ContractCalls
{
    private readonly ISroiTrackerApi _api;

    internal ContractCalls(ISroiTrackerApi api) => _api = api;

    /// <summary>Your contracts with where they stand; pages are fetched as you go on.</summary>
    /// <param name="buyerId">Only those of this buyer.</param>
    /// <param name="state">Only those that stand so.</param>
    /// <param name="reference">Only those with this reference of the buyer.</param>
    /// <param name="text">Only those with these words in reference, title, names or notice numbers.</param>
    /// <param name="pageSize">How many at a time, 1 to 500.</param>
    /// <param name="cancellationToken">Stops between and within pages.</param>
    public IAsyncEnumerable<ListedContract> ListAsync(
        Guid? buyerId = null, ContractState? state = null, string? reference = null, string? text = null, int pageSize = 200, CancellationToken cancellationToken = default) =>
        Answers.List((cursor, token) => _api.ListContracts(buyerId, state?.Word, reference, text, pageSize, cursor, token), cancellationToken);

    /// <summary>One contract with its clause.</summary>
    public Task<Contract> GetAsync(Guid id, CancellationToken cancellationToken = default) => Answers.Of(_api.GetContract(id, cancellationToken));

    /// <summary>Where a contract stands: what is asked, counted, waiting, expected and forecast.</summary>
    /// <param name="id">Of the contract.</param>
    /// <param name="at">As it was on this day; null is today.</param>
    /// <param name="knownAt">As known on this instant; null is now.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public Task<Progress> ProgressAsync(Guid id, DateOnly? at = null, DateTimeOffset? knownAt = null, CancellationToken cancellationToken = default) =>
        Answers.Of(_api.GetProgress(id, at.Text(), knownAt.Text(), cancellationToken));

    /// <summary>Why a contract stands where it stands: its total, and each of your lines with its formula.</summary>
    /// <param name="id">Of the contract.</param>
    /// <param name="at">As it was on this day; null is today.</param>
    /// <param name="knownAt">As known on this instant; null is now.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public async Task<Ledger> LedgerAsync(Guid id, DateOnly? at = null, DateTimeOffset? knownAt = null, CancellationToken cancellationToken = default)
    {
        var lines = new List<LedgerLine>();
        string? cursor = null;
        while (true)
        {
            var page = await Answers.Of(_api.ListLedger(id, at.Text(), knownAt.Text(), 500, cursor, cancellationToken)).ConfigureAwait(false);
            lines.AddRange(page.Items);
            cursor = Answers.Cursor(page.Links);
            if (cursor is null) return new() { Lines = lines, Total = page.Total, Others = page.Others, ApiVersion = page.ApiVersion };
        }
    }

    /// <summary>What so many people alike would bring to a contract, Bouwblok by Bouwblok. Nothing is kept.</summary>
    /// <param name="id">Of the contract.</param>
    /// <param name="people">Their number, Doelgroep, hours and period; Bouwblok, permanence, age and bonuses are for <see cref="SimulateAsync"/>.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public Task<WhatIf> WhatIfAsync(Guid id, ExpectedPeople people, CancellationToken cancellationToken = default) => Answers.Of(_api.WhatIf(
        id, people.Count, people.Doelgroep?.Word, people.Months, people.HoursPerWeek.ToString(CultureInfo.InvariantCulture),
        people.StartDate.Text(), people.EndDate.Text(), people.DoelgroepSinceDate.Text(), cancellationToken));

    /// <summary>What a contract would stand at with people who are not there yet, under another Tarief, or both. Nothing is kept.</summary>
    public Task<Simulation> SimulateAsync(Guid id, SimulationRequest request, CancellationToken cancellationToken = default) =>
        Answers.Of(_api.SimulateContract(id, request, Keys.Of(null), cancellationToken));
}
