using MediatR;
using SroiTracker.Database;
using SroiTracker.Domain;
using SroiTracker.Http;
using SroiTracker.OpenApi;
using SroiTracker.Placements;

namespace SroiTracker.Bouwblokken;

/// <summary>A Bouwblok in the words of api.md.</summary>
/// <param name="FromMonths">For who belongs to the Doelgroep for at least so many months.</param>
/// <param name="BelowMonths">For who belongs to the Doelgroep for less than so many months.</param>
/// <param name="DayCap">Of unit Hour: the most that an activity is worth on a day.</param>
/// <param name="DayCapPerPerson">Of units Hour and Day: whether the most a day is for each person.</param>
/// <param name="Unsure">The source leaves doubt; the note says which.</param>
public sealed record BouwblokShown(
    string Code, string Name, Euros Amount, BouwblokUnit Unit, int? MaximumMonths, decimal MinimumHoursPerWeek, IReadOnlyList<Doelgroep> Serves,
    int? FromMonths, int? BelowMonths, bool OwnStaff, bool HoursProRata, Euros? DayCap, bool DayCapPerPerson, bool Unsure, string? Note)
{
    internal static BouwblokShown Of(Bouwblok b) => new(
        b.Code, b.Name, b.Amount, b.Unit, b.MaximumMonths, Hours.Of(b.MinimumMinutes), b.Serves ?? [], b.FromMonths, b.BelowMonths, b.OwnStaff, b.HoursProRata,
        b.DayCap, b.DayCapPerPerson, b.Unsure, b.Note);
}

/// <summary>A bonus in the words of api.md.</summary>
public sealed record BonusShown(
    string Code, string Name, Euros Amount, BonusKind Kind, BonusCondition Condition, int WaitingMonths, IReadOnlyList<string> Exclusions, bool Unsure, string? Note)
{
    internal static BonusShown Of(Bonus b) => new(b.Code, b.Name, b.Amount, b.Kind, b.Condition, b.WaitingMonths, b.Exclusions ?? [], b.Unsure, b.Note);
}

/// <summary>A Tarief version in the words of api.md.</summary>
public sealed record TariefShown(
    Guid Id, string Name, string Region, string Version, DateOnly? ValidFromDate, DateOnly? ValidToDate, BindingDate BoundBy, decimal FullTimeHours,
    TimeBasis Basis, MaximumScope MaximumScope, BonusScope BonusScope, string Source, IReadOnlyList<BouwblokShown> Bouwblokken, IReadOnlyList<BonusShown> Bonuses)
{
    internal static TariefShown Of(Tarief t) => new(
        t.Id, t.Name, t.Region, t.Version, t.ValidFrom, t.ValidTo, t.BoundBy, Hours.Of(t.FullTimeMinutes), t.Basis, t.MaximumScope, t.BonusScope, t.Source,
        [.. t.Bouwblokken.Select(BouwblokShown.Of)], [.. t.Bonuses.Select(BonusShown.Of)]);
}

/// <summary>All Tarief versions there are, by id. They are public tables: everyone with a key may read them.</summary>
[For(Role.Officer, Role.Team, Role.Auditor, Role.Supplier)]
public sealed record ListTarieven(Guid After, int Take) : IQuery<IReadOnlyList<TariefShown>>
{
    internal static void Map(RouteGroupBuilder api) => api.MapGet("/tarieven", async (HttpContext http, IMediator mediator, Paging paging, int? pageSize) =>
    {
        var size = Paging.Size(pageSize);
        var found = await mediator.Send(new ListTarieven(paging.After(http.Request), size + 1), http.RequestAborted);
        return http.Answer(paging.Page(http.Request, found, size, t => t.Id));
    })
        .Does<ListTarieven>().Gives<ListOf<TariefShown>>();

    internal sealed class Handler(Session session) : IRequestHandler<ListTarieven, IReadOnlyList<TariefShown>>
    {
        public async Task<IReadOnlyList<TariefShown>> Handle(ListTarieven request, CancellationToken cancellationToken) =>
            [.. (await TariefStore.Page(session, request.After, request.Take)).Select(TariefShown.Of)];
    }
}
