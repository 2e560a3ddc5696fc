using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;

namespace SroiTracker.Client;

/// <summary>How to reach the service, and how long to try.</summary>
public sealed partial class SroiTrackerOptions
{
    /// <summary>Where the service is: <c>https://sroi.example.nl</c>, with or without /api/v1. Not https only on this machine itself (localhost).</summary>
    public Uri? BaseAddress { get; set; }

    /// <summary>Your key, <c>srt_...</c>. Read it from a secret store; it is never logged.</summary>
    public string? ApiKey { get; set; }

    /// <summary>Language of texts in refusals and remarks: "nl" (as the service does without) or "en".</summary>
    public string AcceptLanguage { get; set; } = "nl";

    /// <summary>Name of your program for the User-Agent, such as <c>MyPlanning/3.1</c>; null says only that it is this client.</summary>
    public string? Product { get; set; }

    /// <summary>How long a call may take with all its tries; 2 minutes.</summary>
    public TimeSpan TotalTime { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>How long one try may take; 30 seconds.</summary>
    public TimeSpan TimePerTry { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How long a batch may take with all its tries; 2 hours.</summary>
    public TimeSpan TotalTimeOfBatch { get; set; } = TimeSpan.FromHours(2);

    /// <summary>How often a call is tried again, 1 to 100; 8.</summary>
    public int Retries { get; set; } = 8;

    /// <summary>The wait before the first new try, with chance in it; each next is about twice as long, to 30 seconds. Half a second.</summary>
    public TimeSpan FirstDelay { get; set; } = TimeSpan.FromSeconds(0.5);

    /// <summary>Where the paths of the API begin.</summary>
    internal Uri Api
    {
        get
        {
            var address = BaseAddress!.GetLeftPart(UriPartial.Path).TrimEnd('/');
            return new(address.EndsWith(Base, StringComparison.OrdinalIgnoreCase) ? address : address + Base);
        }
    }

    private const string Base = "/api/v1";

    [GeneratedRegex(@"^[!-~]{16,}$")]
    private static partial Regex Key();

    [GeneratedRegex(@"^[\w.-]+(/[\w.-]+)?$", RegexOptions.ECMAScript)]
    private static partial Regex Named();

    /// <summary>Stops the start of a program whose options cannot work. No sentence holds the key.</summary>
    internal sealed class Validator : IValidateOptions<SroiTrackerOptions>
    {
        public ValidateOptionsResult Validate(string? name, SroiTrackerOptions options)
        {
            var wrong = Wrong(options).ToList();
            return wrong.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(wrong);
        }

        private static IEnumerable<string> Wrong(SroiTrackerOptions options)
        {
            if (options.BaseAddress is not { IsAbsoluteUri: true, Scheme: "http" or "https" } address)
                yield return "BaseAddress is missing or no web address: it is where the service is, such as https://sroi.example.nl.";
            else
            {
                if (address.Scheme != "https" && !address.IsLoopback) yield return "BaseAddress must begin with https: your key would be readable on the way.";
                if (address.UserInfo.Length > 0 || address.Query.Length > 0 || address.Fragment.Length > 0) yield return "BaseAddress holds no user, query or fragment.";
            }
            if (options.ApiKey is not { } key || !Key().IsMatch(key)) yield return "ApiKey is missing or is no key: it is what was shown once when the key was made, srt_...";
            if (options.AcceptLanguage is not ("nl" or "en")) yield return "AcceptLanguage is nl or en.";
            if (options.Product is { } product && !Named().IsMatch(product)) yield return "Product is a name, and perhaps a version: MyPlanning/3.1.";
            if (options.Retries is < 1 or > 100) yield return "Retries is 1 to 100.";
            if (options.FirstDelay < TimeSpan.Zero || options.FirstDelay > TimeSpan.FromSeconds(30)) yield return "FirstDelay is 0 to 30 seconds.";
            foreach (var (word, time) in new[] { ("TotalTime", options.TotalTime), ("TimePerTry", options.TimePerTry), ("TotalTimeOfBatch", options.TotalTimeOfBatch) })
                if (time < TimeSpan.FromMilliseconds(10) || time > TimeSpan.FromHours(24)) yield return $"{word} is 10 milliseconds to 24 hours.";
        }
    }
}
