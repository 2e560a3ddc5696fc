using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using FluentValidation;
using MediatR;
using SroiTracker.Bouwblokken;
using SroiTracker.Database;
using SroiTracker.Domain;
using SroiTracker.Http;
using SroiTracker.OpenApi;

namespace SroiTracker.Contracts;

/// <summary>What people would be worth on one Bouwblok, and what the contract would still lack.</summary>
/// <param name="OpenAfter">What stays open of the obligation when the forecast and these people come true; 0 where nothing does.</param>
/// <param name="PeopleToClose">How many such people would close what the forecast leaves open; null where they are worth nothing.</param>
public sealed record WhatIfBlock(PeopleWorth People, Euros? OpenAfter, long? PeopleToClose);

/// <summary>What people would bring, block by block.</summary>
/// <param name="Open">Obligation − counted; null where there is no amount to meet.</param>
/// <param name="OpenByForecast">Obligation − forecast: what is still to be found.</param>
/// <param name="Bouwblokken">Those of the contract's Tarief that are for the Doelgroep, the lowest first.</param>
public sealed record WhatIfAnswer(
    Guid ContractId, DateOnly AtDate, TariefNamed Tarief, ContractState State, Euros? Obligation, Euros Counted, Euros Forecast, Euros? Open, Euros? OpenByForecast,
    IReadOnlyList<WhatIfBlock> Bouwblokken, IReadOnlyList<Told> Warnings);

/// <summary>
/// What so many people of a Doelgroep would bring to a contract, so that the talk with a supplier starts from people: "two
/// people from the banenafspraak for 11 months at 28 hours". Nothing is kept.
/// </summary>
[For(Role.Officer, Role.Supplier)]
public sealed record WhatIf(Guid ContractId, PeopleEntry People) : IQuery<WhatIfAnswer>
{
    private const int UsualMonths = 12;

    internal static void Map(RouteGroupBuilder api) => api.MapGet("/contracts/{id:guid}/what-if", async (
        HttpContext http, Guid id, IMediator mediator, [Range(1, PeopleEntry.MostPeople), DefaultValue(1)] int? people, [Required] AskedWord<Doelgroep>? doelgroep, [Range(1, PeopleEntry.MostMonths)] int? months, decimal? hoursPerWeek, AskedDate? startDate, AskedDate? endDate, AskedDate? doelgroepSinceDate) =>
    {
        var asked = new PeopleEntry(people ?? 1, null, doelgroep?.Word ?? throw new RefusedException(Refusals.ValueMissing.At("?doelgroep")), doelgroepSinceDate?.Day, hoursPerWeek, startDate?.Day, endDate?.Day,
            endDate is null ? months ?? UsualMonths : months, null, null, null);
        try { return http.Answer(await mediator.Send(new WhatIf(id, asked), http.RequestAborted)); }
        catch (RefusedException refused) { throw new RefusedException([.. refused.Objections.Select(InQuery)]); }
    })
        .Does<WhatIf>().Gives<WhatIfAnswer>()
        .Refuses([.. RefusedBy.Simulating, Refusals.ValueMissing, Refusals.ValueTooLong]);

    // The people are judged as in a body; here they came as query keys.
    private static Objection InQuery(Objection objection) =>
        objection.Place is ['/', .. var name] ? objection with { Place = "?" + (name == "count" ? "people" : name) } : objection;

    internal sealed class Validator : AbstractValidator<WhatIf>
    {
        public Validator() => RuleFor(w => w.People).SetValidator(new PeopleEntry.Validator()).OverridePropertyName("");
    }

    internal sealed class Handler(Session session, Call call, IMediator mediator) : IRequestHandler<WhatIf, WhatIfAnswer>
    {
        public async Task<WhatIfAnswer> Handle(WhatIf request, CancellationToken cancellationToken)
        {
            var progress = await mediator.Send(new GetProgress(request.ContractId, null), cancellationToken);
            var frame = await CountingFrames.Of(session, request.ContractId) ?? throw new RefusedException(Refusals.ContractNotCounted);
            var (person, count) = (request.People.Person(frame, session.Today, ""), request.People.Count ?? 1);
            var (tarief, serving, open) = (frame.TariefOn(person.Start).Tarief, person.Blocks(frame), Gap.Of(progress.Obligation, progress.Forecast));
            var blocks = serving.Select(b =>
            {
                var worth = PeopleWorth.Of(frame, person, count, b.Bouwblok, call.Language);
                return new WhatIfBlock(worth, open is { } gap ? Gap.Of(gap, worth.Value) : null, open is { } still ? Gap.People(still, worth.ValueOfOne) : null);
            });
            return new(request.ContractId, progress.AtDate, TariefNamed.Of(tarief), progress.State, progress.Obligation, progress.Counted, progress.Forecast, progress.Open, open,
                [.. blocks], Told.In(call.Language, serving.Count > 0 ? [] : [Remarks.CandidateNotServed.With(tarief.Name, person.Doelgroep)]));
        }
    }
}
