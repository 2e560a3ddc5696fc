using System.Globalization;

namespace SroiTracker.Domain;

/// <summary>Why a part of an effort's value is what it is, in words, the Dutch way: "€ 121.000 ÷ 1,21 × 0,5".</summary>
internal static class EffortFormula
{
    private static readonly CultureInfo Dutch = CultureInfo.GetCultureInfo("nl-NL");

    /// <summary>"60 % × "; nothing where all of it is this contract's.</summary>
    public static string Share(int basisPoints) => basisPoints == 10_000 ? "" : $"{Percent(basisPoints)} × ";

    /// <summary>An amount without the VAT in it.</summary>
    public static string ExclVat(Invoiced amount) =>
        amount.VatBasisPoints is > 0 and var rate ? $"{amount.Amount.InWords()} ÷ {Number(1 + rate / 10_000m)}" : amount.Amount.InWords();

    public static string Purchase(Invoiced amount, decimal factor, string? register) =>
        $"{ExclVat(amount)} × {Number(factor)}{(register is null ? "" : $" ({register})")}";

    public static string Hours(long hundredths, Euros rate) => $"{Number(hundredths / 100m)} uur × {rate.InWords()}";

    /// <param name="times">For how many persons the most a day counts.</param>
    public static string Capped(long hundredths, Euros rate, Euros cap, long times) =>
        $"hoogstens {(times == 1 ? "" : $"{times.ToString(Dutch)} × ")}{cap.InWords()} per dag ({Hours(hundredths, rate)})";

    public static string Certificate(int basisPoints, string level, YearlyTargets.Part due, Period days) =>
        $"{Percent(basisPoints)} ({level}) × {new Euros(due.Cents.Rounded()).InWords()} × {days.Days}/{due.Days.Days}";

    public static string Reason(NotCounted reason) => reason switch
    {
        NotCounted.OutsideContract => "telt niet: buiten de periode van het contract",
        NotCounted.NotAParty => "telt niet: de leverancier is dan geen partij bij het contract",
        NotCounted.Revoked => "telt niet: herroepen",
        NotCounted.UnknownBouwblok => "telt niet: bouwblok staat niet in het Tarief",
        NotCounted.NotForEfforts => "telt niet: bouwblok is niet voor deze soort inspanning",
        NotCounted.LevelUnknown => "telt niet: niveau staat niet in de PSO-tabel van het beleid",
        NotCounted.FilledByOther => "telt niet: op deze dagen telt een ander certificaat, even hoog of hoger",
        _ => throw new ArgumentOutOfRangeException(nameof(reason), reason, null),
    };

    private static string Percent(int basisPoints) => $"{Number(basisPoints / 100m)} %";

    private static string Number(decimal number) => number.ToString("#,0.####", Dutch);
}
