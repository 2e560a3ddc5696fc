using System.Globalization;
using SroiTracker.Domain;

namespace SroiTracker;

/// <summary>Settings as they are judged at the start, so that a wrong one stops it and not a request much later.</summary>
internal static class Settings
{
    /// <summary>A whole number of the configuration; what is usual where nothing is said.</summary>
    /// <exception cref="RefusedException"><c>setting.invalid</c>, naming the setting and what it may be.</exception>
    public static int WholeNumber(this IConfiguration configuration, string name, int usual, int least, int most) => configuration[name] switch
    {
        null => usual,
        { } text when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most => number,
        _ => throw new RefusedException(Refusals.SettingInvalid, name, string.Create(CultureInfo.InvariantCulture, $"{least}–{most}")),
    };

    /// <summary>Yes or no; no where nothing is said.</summary>
    /// <exception cref="RefusedException"><c>setting.invalid</c>.</exception>
    public static bool YesOrNo(this IConfiguration configuration, string name) => configuration[name] switch
    {
        null => false,
        { } text when bool.TryParse(text, out var yes) => yes,
        _ => throw new RefusedException(Refusals.SettingInvalid, name, "true, false"),
    };
}
