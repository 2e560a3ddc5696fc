using SroiTracker.Domain;

namespace SroiTracker.OpenApi;

/// <summary>What acts of a kind refuse, where several operations do the same: a Map names the group beside what is its own.</summary>
internal static class RefusedBy
{
    /// <summary>Naming an organisation or supplier with its number in a register.</summary>
    public static readonly Refusal[] Identifying =
    [
        Refusals.IdentifierTaken, Refusals.OrganisationScheme, Refusals.OrganisationKvk, Refusals.OrganisationOin, Refusals.OrganisationRsin, Refusals.OrganisationNumber,
    ];

    /// <summary>The facts and parties of a contract; one under a framework takes over its clause.</summary>
    public static readonly Refusal[] ContractFacts =
    [
        Refusals.OrganisationUnknown, Refusals.SupplierUnknown, Refusals.ContractPartyTwice, Refusals.ContractSuppliersSeparate, Refusals.ContractLeadNotParty,
        Refusals.ContractParentUnknown, Refusals.ContractParentUnneeded, Refusals.ContractAmountNegative, Refusals.ContractCurrencies, Refusals.CurrencyUnknown,
        Refusals.ContractEndBeforeStart, Refusals.ContractCpv, Refusals.ContractNuts, Refusals.DateImplausible, Refusals.DateAhead,
        Refusals.ClauseBaseUnknown, Refusals.ClauseForeignCurrency, Refusals.ClausePercentage, Refusals.ContractPeriodMissing,
    ];

    /// <summary>Setting a clause, at first or by an amendment.</summary>
    public static readonly Refusal[] ClauseSetting =
    [
        Refusals.ClauseBaseUnknown, Refusals.ClauseForeignCurrency, Refusals.ClauseEuroBaseUnneeded, Refusals.ClausePercentage, Refusals.ClauseLevel, Refusals.ClauseOnFramework,
        Refusals.ClauseFullTime, Refusals.ClausePlanOrder, Refusals.ClausePlanOutside, Refusals.ClauseDoelgroepTwice, Refusals.ClauseTargetsTooHigh, Refusals.ClauseDeviationReason,
        Refusals.AmountNotPositive, Refusals.ContractPeriodMissing, Refusals.ContractSettled, Refusals.PolicyUnknown, Refusals.TariefUnknown, Refusals.DateImplausible, Refusals.BsnSuspected,
    ];

    /// <summary>What an amendment asks of the contract.</summary>
    public static readonly Refusal[] Amending =
    [
        .. ClauseSetting, Refusals.AmendmentEmpty, Refusals.AmendmentFrom, Refusals.AmendmentClauseTwice, Refusals.ClauseMissing, Refusals.TransferBeforeParty, Refusals.TransferNotParty,
        Refusals.TransferReturns, Refusals.SupplierUnknown, Refusals.ContractAmountNegative, Refusals.ContractCurrencies, Refusals.CurrencyUnknown, Refusals.ContractEndBeforeStart,
        Refusals.ContractSupplierReports, Refusals.ContractPartyTwice, Refusals.ContractLeadNotParty, Refusals.DateAhead,
    ];

    /// <summary>Asking how it was on a day, or what was known on an instant.</summary>
    public static readonly Refusal[] AskingThen = [Refusals.DateImplausible, Refusals.InstantAhead, Refusals.ContractNotKnownYet];

    /// <summary>Thinking of people who are not there yet.</summary>
    public static readonly Refusal[] Simulating =
    [
        Refusals.ContractNotCounted, Refusals.SimulationWho, Refusals.SimulationEnd, Refusals.PlacementHours, Refusals.PlacementEndBeforeStart, Refusals.DateImplausible,
        Refusals.BouwblokUnknown, Refusals.BouwblokNotForPlacements, Refusals.BonusUnknown, Refusals.ListTooLong,
    ];

    /// <summary>The shares of a report over contracts.</summary>
    private static readonly Refusal[] Allocating =
    [
        Refusals.AllocationContractUnknown, Refusals.AllocationContractAmbiguous, Refusals.AllocationOnFramework, Refusals.AllocationOnCallOffs, Refusals.PlacementContractTwice,
        Refusals.PlacementShare, Refusals.PlacementShares, Refusals.SupplierUnknown, Refusals.ListTooLong, Refusals.BsnSuspected, Refusals.ContractSettled, Refusals.ReportingClosed,
    ];

    /// <summary>A placement report, whoever sends it.</summary>
    public static readonly Refusal[] PlacementReporting =
    [
        .. Allocating, Refusals.CandidatePseudonym, Refusals.CandidateOverFullTime, Refusals.BouwblokUnknown, Refusals.BouwblokNotForPlacements, Refusals.BonusUnknown, Refusals.PlacementBonusTwice,
        Refusals.TeamUnknown, Refusals.ProeftuinUnknown, Refusals.OrganisationKvk, Refusals.PlacementHours, Refusals.PlacementEndBeforeStart, Refusals.PlacementInServiceLater,
        Refusals.PlacementReportedAhead, Refusals.PlacementTermsFromMissing, Refusals.PlacementTermsAfterEnd, Refusals.PlacementOtherCandidate, Refusals.PlacementGone,
        Refusals.PlacementWithdrawalAsked, Refusals.DateAhead, Refusals.DateImplausible,
    ];

    /// <summary>A report of another effort.</summary>
    public static readonly Refusal[] EffortReporting =
    [
        .. Allocating, Refusals.EffortNotOfKind, Refusals.EffortOtherKind, Refusals.EffortOtherInvoice, Refusals.EffortThroughEarlier, Refusals.EffortGone, Refusals.EffortWithdrawalAsked,
        Refusals.InvoiceTwice, Refusals.InvoiceOwnGroup, Refusals.InvoiceRecognition, Refusals.InvoiceRegisterUnknown, Refusals.InvoiceAmountZero, Refusals.VatPercentage,
        Refusals.BouwblokUnknown, Refusals.BouwblokNotForEffort, Refusals.ActivityHours, Refusals.ActivityPersons, Refusals.ActivityRateMissing, Refusals.ActivityRateOfTarief,
        Refusals.CertificateEndBeforeStart, Refusals.PsoLevelUnknown, Refusals.EvidenceHash, Refusals.OrganisationKvk, Refusals.AmountNotPositive, Refusals.AmountTooLarge,
        Refusals.PlacementReportedAhead, Refusals.DateAhead, Refusals.DateImplausible,
    ];

    /// <summary>A verdict on a placement.</summary>
    public static readonly Refusal[] PlacementVerdict =
    [
        Refusals.PlacementStateOther, Refusals.PlacementNewerReport, Refusals.PlacementReportUnknown, Refusals.PlacementNotOnContract, Refusals.ContractSettled, Refusals.BsnSuspected,
    ];

    /// <summary>A verdict on another effort.</summary>
    public static readonly Refusal[] EffortVerdict =
    [
        Refusals.EffortStateOther, Refusals.EffortNewerReport, Refusals.EffortReportUnknown, Refusals.EffortNotOnContract, Refusals.ContractSettled, Refusals.BsnSuspected,
    ];

    /// <summary>A second person's decision.</summary>
    public static readonly Refusal[] SecondPerson = [Refusals.ActNeedsPerson, Refusals.ActOwnRequest];

    /// <summary>Looking at a settlement, or doing something in it.</summary>
    public static readonly Refusal[] Settling =
    [
        Refusals.ClauseMissing, Refusals.ContractPeriodMissing, Refusals.SettlementOnCallOffs, Refusals.SettlementStateOther,
    ];

    /// <summary>Proposing how to settle, or deciding on it: everything must be in.</summary>
    public static readonly Refusal[] SettlingUp =
    [
        .. Settling, Refusals.ActNeedsPerson, Refusals.SettlementRecalculating, Refusals.SettlementOrder, Refusals.SettlementTurnoverOpen, Refusals.SettlementReportsWait,
        Refusals.ClauseBaseUnknown, Refusals.ClauseForeignCurrency, Refusals.BsnSuspected,
    ];

    /// <summary>A team.</summary>
    public static readonly Refusal[] Teaming =
    [
        Refusals.OrganisationUnknown, Refusals.SupplierUnknown, Refusals.TeamOwner, Refusals.TeamSize, Refusals.TeamJobcoach, Refusals.TeamEndBeforeStart, Refusals.DateImplausible, Refusals.BsnSuspected,
    ];

    /// <summary>Connecting to a supplier's system.</summary>
    public static readonly Refusal[] Connecting =
    [
        Refusals.SupplierUnknown, Refusals.ConnectionSupplierShared, Refusals.ConnectionKeys, Refusals.ConnectionAddress, Refusals.ConnectionAddressPrivate,
        Refusals.ConnectionOtherKind, Refusals.ConnectionHeaderName, Refusals.ConnectionSecretText, Refusals.ConnectionSchedule, Refusals.ConnectionTooOften, Refusals.ConnectionRestsLonger,
        Refusals.ConnectionStoppedByHand, Refusals.BsnSuspected,
    ];
}
