using FluentValidation;
using MediatR;
using SroiTracker.Bouwblokken;
using SroiTracker.Database;
using SroiTracker.Domain;
using SroiTracker.Http;
using SroiTracker.OpenApi;

namespace SroiTracker.Contracts;

/// <summary>What is thought of: people who would come, another Tarief, or both.</summary>
/// <param name="Replacements">Blocks of the other Tarief for those that it does not have.</param>
public sealed record SimulationEntry(Guid? TariefId, IReadOnlyList<Replacement>? Replacements, IReadOnlyList<PeopleEntry>? People);

/// <summary>Where a contract stands, or would stand.</summary>
/// <param name="Open">Obligation − counted; null where there is no amount to meet.</param>
/// <param name="OpenByForecast">Obligation − forecast: what is still to be found.</param>
public sealed record SimulatedStand(ContractState State, Euros Counted, Euros Forecast, Euros? Open, Euros? OpenByForecast);

/// <summary>What another Tarief alone would change.</summary>
/// <param name="MissingBouwblokken">Codes that are named on the contract and the other Tarief does not have: they would count 0.</param>
public sealed record SimulatedTarief(TariefNamed Tarief, Euros CountedDifference, Euros ForecastDifference, IReadOnlyList<string> MissingBouwblokken);

/// <summary>What a contract would stand at.</summary>
/// <param name="Before">As it stands.</param>
/// <param name="After">Counted with the days of these people until today, forecast with all their days, as if all were verified.</param>
/// <param name="Tarief">Null where no other one was named.</param>
/// <param name="People">One for each line that was sent, in that order.</param>
public sealed record ContractSimulation(
    Guid ContractId, DateOnly AtDate, Euros? Obligation, SimulatedStand Before, SimulatedStand After, SimulatedTarief? Tarief, IReadOnlyList<PeopleWorth> People);

/// <summary>
/// What a contract would stand at with people who are not there yet, under another Tarief, or both. Nothing is kept. Everyone
/// on a contract sees one total (rules.md 1), so a supplier sees it too.
/// </summary>
[For(Role.Officer, Role.Supplier)]
public sealed record SimulateContract(Guid ContractId, SimulationEntry Entry) : IQuery<ContractSimulation>
{
    internal static void Map(RouteGroupBuilder api) => api.MapPost("/contracts/{id:guid}/simulations", async (HttpContext http, Guid id, IMediator mediator) =>
        http.Answer(await mediator.Send(new SimulateContract(id, await http.Body<SimulationEntry>()), http.RequestAborted)))
        .Does<SimulateContract>().Takes<SimulationEntry>().Gives<ContractSimulation>()
        .Refuses([.. RefusedBy.Simulating, Refusals.SimulationEmpty, Refusals.SimulationTooLarge, Refusals.SimulationTooLong, Refusals.ReplacementUnneeded,
            Refusals.TariefUnknown]);

    internal sealed class Validator : AbstractValidator<SimulateContract>
    {
        private const int MostLines = 50;

        public Validator() => RuleFor(s => s.Entry).ChildRules(entry =>
        {
            entry.RuleFor(e => e.People).Must((e, p) => e.TariefId is not null || p is { Count: > 0 }).Or(Refusals.SimulationEmpty);
            entry.RuleFor(e => e.People).Within(new(Most: MostLines), p => p is null || p.Count <= MostLines).Or(Refusals.ListTooLong, MostLines);
            entry.RuleFor(e => e.Replacements).Within(new(Most: Replacement.Most), r => r is null || r.Count <= Replacement.Most).Or(Refusals.ListTooLong, Replacement.Most)
                .Must((e, r) => e.TariefId is not null || r is not { Count: > 0 }).Or(Refusals.ValueInvalid, "tariefId");
            entry.RuleForEach(e => e.Replacements).SetValidator(new Replacement.Validator());
            entry.RuleForEach(e => e.People).SetValidator(new PeopleEntry.Validator());
        }).OverridePropertyName("");
    }

    internal sealed class Handler(Session session, Call call, IMediator mediator) : IRequestHandler<SimulateContract, ContractSimulation>
    {
        public async Task<ContractSimulation> Handle(SimulateContract request, CancellationToken cancellationToken)
        {
            var progress = await mediator.Send(new GetProgress(request.ContractId, null), cancellationToken);
            var frame = await CountingFrames.Of(session, request.ContractId) ?? throw new RefusedException(Refusals.ContractNotCounted);
            var other = request.Entry.TariefId is { } id ? await TariefStore.Find(session, id) ?? throw new RefusedException(Refusals.TariefUnknown.At("/tariefId")) : null;
            var under = other is null ? null : await Under(frame, other, request.Entry.Replacements);
            var (counted, forecast) = (progress.Counted, progress.Forecast);
            if (under is not null)
            {
                (counted, forecast) = (counted + under.CountedDifference, forecast + under.ForecastDifference);
                frame = frame.Under(other!);
            }

            var people = new List<PeopleWorth>();
            foreach (var line in request.Entry.People ?? [])
            {
                var (person, count) = (line.Person(frame, session.Today, $"/people/{people.Count}"), line.Count ?? 1);
                var blocks = line.Bouwblok is { } code ? [frame.TariefOn(person.Start).Tarief.Block(code.Trim())!] : person.Blocks(frame).Select(b => b.Bouwblok).ToList();
                var worth = PeopleWorth.Of(frame, person, count, blocks.FirstOrDefault(), call.Language,
                    blocks.Count > 1 ? [Remarks.BouwblokLowest.With(person.Doelgroep, string.Join(", ", blocks.Select(b => b.Code)))] : []);
                people.Add(worth);
                counted += new Euros(SoFar(frame, person, worth).Cents * count);
                forecast += worth.Value;
            }
            return new(request.ContractId, progress.AtDate, progress.Obligation, Stand(progress, progress.Counted, progress.Forecast), Stand(progress, counted, forecast), under, people);
        }

        /// <summary>What one of them would have counted by today.</summary>
        private Euros SoFar(CountingFrame frame, ExpectedPerson person, PeopleWorth worth) => worth.Bouwblok is null || person.Start > session.Today ? Euros.Zero
            : (person with { End = person.End < session.Today ? person.End : session.Today }).On(frame, worth.Bouwblok).Total;

        private async Task<SimulatedTarief> Under(CountingFrame frame, Tarief other, IReadOnlyList<Replacement>? replacements)
        {
            var tarief = Replacement.In(other, replacements);
            var limit = new SimulationLimit();
            await limit.Check(session, frame.ContractId, null);
            var sum = new UnderTarief(tarief);
            await sum.Add(session, frame.Under(tarief), new FramesRead(session).With(frame.ContractId, frame.Under(tarief)), limit);
            return new(TariefNamed.Of(tarief), sum.Counted.Difference, sum.Forecast.Difference, sum.MissingBouwblokken);
        }

        private static SimulatedStand Stand(Progress progress, Euros counted, Euros forecast) => new(
            progress.StateWith(counted, forecast), counted, forecast, Gap.Of(progress.Obligation, counted), Gap.Of(progress.Obligation, forecast));
    }
}
