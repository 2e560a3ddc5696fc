using FluentValidation;
using MediatR;
using SroiTracker.Contracts;
using SroiTracker.Database;
using SroiTracker.Domain;
using SroiTracker.Http;
using SroiTracker.OpenApi;

namespace SroiTracker.Organisations;

/// <summary>A mandate as it is entered.</summary>
/// <param name="HolderId">The organisation whose officers are to act; its id is known to who was given it.</param>
/// <param name="ThroughDate">Last day; null is until it is revoked.</param>
public sealed record MandateEntry(Guid? HolderId, DateOnly? FromDate, DateOnly? ThroughDate, string? Reason);

/// <summary>
/// A buyer mandates a coordination point: its officers see the buyer's contracts and act on them while it holds (rules.md 8,
/// Scope). Not more: keys, policies, the organisation and further mandates stay with the buyer.
/// </summary>
[For(Role.Officer)]
public sealed record GiveMandate(Guid BuyerId, MandateEntry With) : ICommand<Mandate>
{
    internal static void Map(RouteGroupBuilder api) => api.MapPost("/organisations/{id:guid}/mandates", async (HttpContext http, Guid id) =>
        await http.Act(new GiveMandate(id, await http.Body<MandateEntry>()), mandate => http.Created($"/api/v1/organisations/{id}/mandates", 1, mandate)))
        .Does<GiveMandate>().Takes<MandateEntry>().Gives<Mandate>(201)
        .Refuses(Refusals.OrganisationUnknown, Refusals.MandatePeriod, Refusals.MandateSelf, Refusals.DateImplausible, Refusals.BsnSuspected);

    internal sealed class Validator : AbstractValidator<GiveMandate>
    {
        public Validator() => RuleFor(c => c.With).ChildRules(entry =>
        {
            entry.RuleFor(e => e.HolderId).Given();
            entry.RuleFor(e => e.FromDate).Given();
            entry.RuleFor(e => e.FromDate).RightDate();
            entry.RuleFor(e => e.ThroughDate).RightDate().Must((e, through) => through is null || e.FromDate is null || through >= e.FromDate).Or(Refusals.MandatePeriod);
            entry.RuleFor(e => e.Reason).Required(2000);
            entry.RuleFor(e => e.Reason).WithoutBsn();
        }).OverridePropertyName("");
    }

    internal sealed class Handler(Session session) : IRequestHandler<GiveMandate, Mandate>
    {
        public async Task<Mandate> Handle(GiveMandate request, CancellationToken cancellationToken)
        {
            var (entry, holder) = (request.With, request.With.HolderId!.Value);
            if (!await OrganisationStore.IsOwn(session, request.BuyerId)) throw new RefusedException(Refusals.NotFoundHere);
            if (holder == request.BuyerId) throw new RefusedException(Refusals.MandateSelf.At("/holderId"));
            // Whatever the caller's scope: the one that is to act for a buyer is another's.
            if (await session.QueryOne<Guid?>(SelectHolderSql, new { id = holder }) is null) throw new RefusedException(Refusals.OrganisationUnknown.At("/holderId"));
            var id = await MandateStore.Add(session, request.BuyerId, holder, entry.FromDate!.Value, entry.ThroughDate, entry.Reason!);
            session.Record("mandate.given", $"organisations/{request.BuyerId}/mandates/{id}", null, entry);
            return (await MandateStore.Find(session, request.BuyerId, id))!;
        }
    }

    private const string SelectHolderSql = "SELECT o.id FROM Organisation o WHERE o.id = @id";
}
