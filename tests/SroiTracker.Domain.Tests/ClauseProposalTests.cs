using static SroiTracker.Domain.Tests.ContractExamples;
using static SroiTracker.Domain.Tests.CountingExamples;

namespace SroiTracker.Domain.Tests;

public class ClauseProposalTests
{
    private static string[] Codes(ClauseProposal proposal) => [.. proposal.Reasons.Select(r => r.Code)];

    // The Rijk: works and services from 250.000, 6 months and longer.
    [Theory]
    [InlineData(250_000.0, 6, ContractNature.Works, ClauseAdvice.Required)]
    [InlineData(249_999.99, 6, ContractNature.Works, ClauseAdvice.NotRequired)]
    [InlineData(250_000.0, 5, ContractNature.Services, ClauseAdvice.NotRequired)]
    [InlineData(900_000.0, 24, ContractNature.Supplies, ClauseAdvice.NotRequired)]
    [InlineData(null, 24, ContractNature.Works, ClauseAdvice.Unknown)]
    [InlineData(900_000.0, null, ContractNature.Works, ClauseAdvice.Unknown)]
    [InlineData(900_000.0, 24, null, ClauseAdvice.Unknown)]
    [InlineData(100_000.0, null, ContractNature.Works, ClauseAdvice.NotRequired)]
    public void A_policy_advises_by_nature_threshold_and_duration(double? estimated, int? months, ContractNature? nature, ClauseAdvice advice)
    {
        var facts = Facts(estimated: (decimal?)estimated, start: null, end: null, months: months, nature: nature);
        Assert.Equal(advice, Policy(250_000, 6).Propose(facts, []).Advice);
    }

    [Fact]
    public void The_threshold_is_tested_on_the_estimate_or_else_on_the_value_with_all_options()
    {
        Assert.Equal(ClauseAdvice.Required, Policy(250_000).Propose(Facts(200_000, options: [(50_000, null)]), []).Advice);
        Assert.Equal(ClauseAdvice.NotRequired, Policy(250_000).Propose(Facts(200_000, estimated: 249_000, options: [(50_000, null)]), []).Advice);
        Assert.Equal(ClauseAdvice.Unknown, Policy(250_000).Propose(Facts(2_000_000, currency: "SEK"), []).Advice);
    }

    [Fact]
    public void Not_required_is_an_advice_and_the_clause_is_proposed_all_the_same()
    {
        var proposal = Policy(250_000).Propose(Facts(100_000), []);
        Assert.Equal(ClauseAdvice.NotRequired, proposal.Advice);
        Assert.Equal(500, proposal.Clause.BasisPoints);
        Assert.Equal(Euro(5_000), proposal.Obligation?.Amount);
        Assert.Contains("€ 100.000", proposal.Reasons.Single(r => r.Code == "policy.below-threshold").Sentence("nl"), StringComparison.Ordinal);
        Assert.Contains("€100,000", proposal.Reasons.Single(r => r.Code == "policy.below-threshold").Sentence("en"), StringComparison.Ordinal);
    }

    // Leidschendam-Voorburg: 5 %, or 2 % where labour is under 30 %.
    [Theory]
    [InlineData(299_999.0, 200, "policy.lower-percentage")]
    [InlineData(300_000.0, 500, "policy.percentage")]
    [InlineData(null, 500, "policy.labour-share-unknown")]
    public void Little_labour_asks_a_lower_percentage(double? labour, int basisPoints, string reason)
    {
        var proposal = Policy(labourShareBelow: 3_000, lower: 200).Propose(Facts(1_000_000, labour: (decimal?)labour), []);
        Assert.Equal(basisPoints, proposal.Clause.BasisPoints);
        Assert.Contains(reason, Codes(proposal));
    }

    // Súdwest-Fryslân: 2 %, at most 300.000.
    [Fact]
    public void The_cap_of_the_policy_comes_with_the_clause()
    {
        var proposal = Policy(basisPoints: 200, cap: 300_000).Propose(Facts(20_000_000), []);
        Assert.Equal(Euro(300_000), proposal.Clause.Cap);
        Assert.Equal((Euro(300_000), true), (proposal.Obligation!.Amount, proposal.Obligation.IsCapped));
        Assert.Contains("policy.cap", Codes(proposal));
    }

    [Fact]
    public void An_unknown_base_is_said_and_leaves_the_obligation_open()
    {
        var proposal = Policy(of: ClauseBase.LabourValue).Propose(Facts(1_000_000), []);
        Assert.Null(proposal.Obligation);
        Assert.Contains("clause.base-unknown", Codes(proposal));
    }

    [Theory]
    [InlineData(CapScope.Framework, 4_000_000.0, ClauseAdvice.Required)]
    [InlineData(CapScope.Framework, 100_000.0, ClauseAdvice.NotRequired)]
    [InlineData(CapScope.Framework, null, ClauseAdvice.Unknown)]
    [InlineData(CapScope.CallOff, 4_000_000.0, ClauseAdvice.NotRequired)]
    public void A_call_off_is_tested_on_its_framework_unless_the_policy_says_otherwise(CapScope scope, double? framework, ClauseAdvice advice)
    {
        var callOff = Facts(50_000, kind: ContractKind.CallOff);
        var above = framework is { } value ? Facts((decimal)value, kind: ContractKind.FrameworkAgreement) : null;
        var proposal = Policy(250_000, scope: scope).Propose(callOff, [], above);
        Assert.Equal(advice, proposal.Advice);
        Assert.Equal(ClauseLevel.OnCallOffs, proposal.Clause.Level);
    }

    [Theory]
    [InlineData(4_000_000.0, ClauseLevel.OnFramework)]
    [InlineData(null, ClauseLevel.OnCallOffs)]
    public void A_framework_carries_the_obligation_where_it_has_a_value(double? value, ClauseLevel level) =>
        Assert.Equal(level, Policy().Propose(Facts((decimal?)value, kind: ContractKind.FrameworkAgreement), []).Clause.Level);

    [Fact]
    public void The_clause_names_the_Tarief_version_that_binds()
    {
        var older = Tarief([Block(30_000)], version: "older") with { ValidTo = Day("2023-06-30") };
        var newer = Tarief([Block(50_000)], version: "2023") with { ValidFrom = Day("2023-07-01") };
        var elsewhere = Tarief([Block(1)]) with { Region = "Elders" };
        var proposal = Policy(tariefId: newer.Id).Propose(Facts(1_000_000, start: "2023-03-01"), [elsewhere, newer, older]);
        Assert.Equal(older.Id, proposal.Clause.TariefId);
        Assert.Contains("tarief.bound", Codes(proposal));
    }

    [Fact]
    public void Without_a_Tarief_or_a_date_none_is_bound_and_it_is_said()
    {
        Assert.Contains("policy.no-tarief", Codes(Policy().Propose(Facts(1_000_000), [])));
        var tarief = Tarief([]) with { ValidFrom = Day("2025-01-01") };
        var proposal = Policy(tariefId: tarief.Id).Propose(Facts(1_000_000), [tarief]);
        Assert.Null(proposal.Clause.TariefId);
        Assert.Contains("tarief.none-binds", Codes(proposal));
    }
}

public class TariefBindingTests
{
    [Theory]
    // asked                      publication    signature      award          start          used          said
    [InlineData(BindingDate.TenderPublication, "2023-01-05", "2023-06-01", "2023-05-01", "2023-09-01", "2023-01-05", false)]
    [InlineData(BindingDate.TenderPublication, null, "2023-06-01", "2023-05-01", "2023-09-01", "2023-06-01", true)]
    [InlineData(BindingDate.TenderPublication, null, null, "2023-05-01", "2023-09-01", "2023-05-01", true)]
    [InlineData(BindingDate.TenderPublication, null, null, null, "2023-09-01", "2023-09-01", true)]
    [InlineData(BindingDate.Signature, "2023-01-05", "2023-06-01", "2023-05-01", "2023-09-01", "2023-06-01", false)]
    [InlineData(BindingDate.Signature, "2023-01-05", null, "2023-05-01", "2023-09-01", "2023-05-01", true)]
    [InlineData(BindingDate.ContractStart, "2023-01-05", "2023-06-01", "2023-05-01", "2023-09-01", "2023-09-01", false)]
    [InlineData(BindingDate.ContractStart, "2023-01-05", "2023-06-01", "2023-05-01", null, "2023-06-01", true)]
    [InlineData(BindingDate.ContractStart, "2023-01-05", null, null, null, null, false)]
    public void A_missing_date_gives_way_to_the_next_and_it_is_said(
        BindingDate asked, string? publication, string? signature, string? award, string? start, string? used, bool said)
    {
        var bound = TariefBinding.DateOf(asked, Facts(start: start, publication: publication, signature: signature, award: award));
        Assert.Equal(DayOrNone(used), bound?.Date);
        Assert.Equal(said, bound?.Reason is not null);
    }

    [Fact]
    public void The_reason_names_both_dates()
    {
        var reason = TariefBinding.DateOf(BindingDate.TenderPublication, Facts(signature: "2023-06-01"))!.Reason!;
        Assert.Equal("De Tariefversie hangt af van de publicatiedatum van de aanbesteding; die is niet bekend, daarom telt de datum van ondertekening: 1 juni 2023.", reason.Dutch);
        Assert.Equal("The Tarief version depends on the publication date of the tender; that is unknown, so the date of signature counts: 1 June 2023.", reason.English);
    }

    // Leiden: tenders published from 1 September 2023 on have the newer table, whenever the contract starts.
    [Theory]
    [InlineData("2023-08-31", "older")]
    [InlineData("2023-09-01", "2023")]
    [InlineData("2026-12-31", "2023")]
    [InlineData("2027-01-01", null)]
    public void The_version_valid_on_the_date_binds(string publication, string? version)
    {
        Tarief[] versions =
        [
            Tarief([], version: "older") with { BoundBy = BindingDate.TenderPublication, ValidTo = Day("2023-08-31") },
            Tarief([], version: "2023") with { BoundBy = BindingDate.TenderPublication, ValidFrom = Day("2023-09-01"), ValidTo = Day("2026-12-31") },
        ];
        Assert.Equal(version, TariefBinding.Choose(versions, Facts(publication: publication))?.Tarief.Version);
    }

    [Fact]
    public void The_latest_of_two_versions_that_hold_binds()
    {
        Tarief[] versions = [Tarief([], version: "open"), Tarief([], version: "newer") with { ValidFrom = Day("2024-01-01") }];
        Assert.Equal("newer", TariefBinding.Choose(versions, Facts())?.Tarief.Version);
        Assert.Null(TariefBinding.Choose(versions, Facts(start: null)));
    }
}
