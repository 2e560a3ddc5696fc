using System.ComponentModel.DataAnnotations;
using MediatR;
using SroiTracker.Contracts;
using SroiTracker.Database;
using SroiTracker.Domain;
using SroiTracker.Http;
using SroiTracker.OpenApi;

namespace SroiTracker.Bouwblokken;

/// <summary>Which Tarief version it is.</summary>
public sealed record TariefNamed(Guid Id, string Name, string Region, string Version)
{
    internal static TariefNamed Of(Tarief tarief) => new(tarief.Id, tarief.Name, tarief.Region, tarief.Version);
}

/// <summary>A Bouwblok of one version beside one of another; null where that version has none.</summary>
/// <param name="Difference">Amount of the other − amount of this; null where the unit differs or one is missing.</param>
/// <param name="Differences">In words; empty where they are alike.</param>
public sealed record BouwblokBeside(MatchedBy MatchedBy, BouwblokShown? Bouwblok, BouwblokShown? With, Euros? Difference, IReadOnlyList<Told> Differences);

/// <summary>A bonus of one version beside one of another; null where that version has none.</summary>
/// <param name="Difference">Amount of the other − amount of this; null where it is paid otherwise or one is missing.</param>
/// <param name="Differences">In words; empty where they are alike.</param>
public sealed record BonusBeside(MatchedBy MatchedBy, BonusShown? Bonus, BonusShown? With, Euros? Difference, IReadOnlyList<Told> Differences);

/// <summary>Two Tarief versions beside each other.</summary>
/// <param name="Differences">What differs in the Tarief as a whole, in words.</param>
public sealed record ComparedTarieven(
    TariefNamed Tarief, TariefNamed With, IReadOnlyList<Told> Differences, IReadOnlyList<BouwblokBeside> Bouwblokken, IReadOnlyList<BonusBeside> Bonuses);

/// <summary>What differs between two Tarief versions, of one region or of two.</summary>
[For(Role.Officer, Role.Team, Role.Auditor, Role.Supplier)]
public sealed record CompareTarieven(Guid Id, Guid? With) : IQuery<ComparedTarieven>
{
    internal static void Map(RouteGroupBuilder api) => api.MapGet("/tarieven/{id:guid}/comparison", async (HttpContext http, Guid id, [Required] Guid? with, IMediator mediator) =>
        http.Answer(await mediator.Send(new CompareTarieven(id, with), http.RequestAborted)))
        .Does<CompareTarieven>().Gives<ComparedTarieven>()
        .Refuses(Refusals.TariefUnknown, Refusals.ValueMissing);

    internal sealed class Handler(Session session, Call call) : IRequestHandler<CompareTarieven, ComparedTarieven>
    {
        public async Task<ComparedTarieven> Handle(CompareTarieven request, CancellationToken cancellationToken)
        {
            var tarief = await TariefStore.Find(session, request.Id) ?? throw new RefusedException(Refusals.NotFoundHere);
            var with = await TariefStore.Find(session, request.With ?? throw new RefusedException(Refusals.ValueMissing.At("?with")))
                ?? throw new RefusedException(Refusals.TariefUnknown.At("?with"));
            var found = TariefComparison.Of(tarief, with);
            return new(TariefNamed.Of(tarief), TariefNamed.Of(with), Told.In(call.Language, found.Differences),
                [.. found.Bouwblokken.Select(r => new BouwblokBeside(r.MatchedBy, Shown(r.Here), Shown(r.There), r.Difference, Told.In(call.Language, r.Differences)))],
                [.. found.Bonuses.Select(r => new BonusBeside(r.MatchedBy, Shown(r.Here), Shown(r.There), r.Difference, Told.In(call.Language, r.Differences)))]);
        }

        private static BouwblokShown? Shown(Bouwblok? block) => block is null ? null : BouwblokShown.Of(block);

        private static BonusShown? Shown(Bonus? bonus) => bonus is null ? null : BonusShown.Of(bonus);
    }
}
