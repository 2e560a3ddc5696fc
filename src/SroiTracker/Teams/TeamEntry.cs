using FluentValidation;
using SroiTracker.Contracts;
using SroiTracker.Database;
using SroiTracker.Domain;
using SroiTracker.Http;
using SroiTracker.Organisations;
using SroiTracker.Suppliers;

namespace SroiTracker.Teams;

/// <summary>
/// A team of people who work together under a leader and a fixed jobcoach (seeds.md S6). It holds no names of people: not of
/// those who work in it, nor of its leader or jobcoach.
/// </summary>
/// <param name="SupplierId">Whose people work in it; a supplier may leave itself out.</param>
/// <param name="BuyerId">The buyer where it works.</param>
/// <param name="Name">What the team is called; no name of a person.</param>
/// <param name="PlannedSize">For how many people it is meant.</param>
/// <param name="JobcoachCertified">Whether the fixed jobcoach is certified.</param>
/// <param name="KindOfWork">Such as cleaning or work in a garden.</param>
public sealed record TeamEntry(
    Guid? SupplierId, Guid? BuyerId, string? Name, int? PlannedSize, bool? HasTeamLeader, bool? HasFixedJobcoach, bool? JobcoachCertified,
    string? KindOfWork, string? Place, DateOnly? StartDate, DateOnly? EndDate)
{
    private const int MostPeople = 1_000;

    /// <summary>Whose it is, judged for this caller.</summary>
    /// <exception cref="RefusedException">Nobody's, another supplier's, or of an organisation that is not there for this caller.</exception>
    internal async Task<TeamEntry> Owned(Session session)
    {
        var own = session.Caller.SupplierId;
        var entry = this with { SupplierId = SupplierId ?? own };
        if (entry.SupplierId is null && entry.BuyerId is null) throw new RefusedException(Refusals.TeamOwner.At("/supplierId"));
        if (own is not null && entry.SupplierId != own || entry.SupplierId is { } supplier && await SupplierStore.Find(session, supplier) is null)
            throw new RefusedException(Refusals.SupplierUnknown.At("/supplierId"));
        if (entry.BuyerId is { } buyer && await OrganisationStore.Find(session, buyer) is null) throw new RefusedException(Refusals.OrganisationUnknown.At("/buyerId"));
        return entry;
    }

    internal sealed class Validator : AbstractValidator<TeamEntry>
    {
        public Validator()
        {
            RuleFor(t => t.Name).Required(200);
            RuleFor(t => t.Name).WithoutBsn();
            RuleFor(t => t.PlannedSize).Cascade(CascadeMode.Stop).Given().Within(new(Least: 1, Largest: MostPeople), n => n is >= 1 and <= MostPeople).Or(Refusals.TeamSize, MostPeople);
            RuleFor(t => t.HasTeamLeader).Given();
            RuleFor(t => t.HasFixedJobcoach).Given();
            RuleFor(t => t.JobcoachCertified).Must((t, certified) => certified != true || t.HasFixedJobcoach == true).Or(Refusals.TeamJobcoach);
            RuleFor(t => t.KindOfWork).Required(200);
            RuleFor(t => t.KindOfWork).WithoutBsn();
            RuleFor(t => t.Place).Required(200);
            RuleFor(t => t.Place).WithoutBsn();
            RuleFor(t => t.StartDate).Given();
            RuleFor(t => t.StartDate).RightDate();
            RuleFor(t => t.EndDate).RightDate();
            RuleFor(t => t.EndDate).Must((t, end) => !(end < t.StartDate)).Or(Refusals.TeamEndBeforeStart);
        }
    }
}
