using System.Net;
using System.Text.RegularExpressions;
using FluentValidation;
using FluentValidation.Results;
using SroiTracker.Domain;
using SroiTracker.Http;
using SroiTracker.Outbound;

namespace SroiTracker.Suppliers.Sync;

/// <summary>By what a supplier's system knows us, as it is entered: all of one kind and nothing of the other.</summary>
/// <param name="ClientSecret">Left out in a change it stays, where it goes to nobody else than before.</param>
/// <param name="HeaderValue">The same.</param>
public sealed partial record AuthenticationEntry(
    AuthenticationKind? Kind, string? TokenUrl, string? ClientId, string? ClientSecret, string? HeaderName, string? HeaderValue)
{
    private const int LongestSecret = 2000;

    /// <summary>Without the secrets.</summary>
    public override string ToString() => $"{Kind}";

    internal sealed partial class Validator : AbstractValidator<AuthenticationEntry>
    {
        // What a header of ours may not be: the message's own frame, and what the client itself says.
        private static readonly string[] Framing = ["Host", "Connection", "Keep-Alive", "Transfer-Encoding", "TE", "Trailer", "Upgrade", "Expect", "Date", "Via", "Range", "Cookie", "Idempotency-Key"];
        private static readonly string[] FramingBegins = ["Content-", "Proxy-", "Accept", "If-"];

        public Validator(OutboundSettings outbound)
        {
            RuleFor(a => a.Kind).Given();
            When(a => a.Kind == AuthenticationKind.ClientCredentials, () =>
            {
                RuleFor(a => a.TokenUrl).Required(ConnectionEntry.LongestAddress);
                RuleFor(a => a.TokenUrl).IsAddress(outbound, mayAsk: _ => false);
                RuleFor(a => a.ClientId).Required(200);
                RuleFor(a => a.ClientId).Must(v => v is null || Sendable().IsMatch(v)).Or(Refusals.ConnectionSecretText);
                RuleFor(a => a.ClientSecret).AtMost(LongestSecret).Must(v => v is null || Sendable().IsMatch(v)).Or(Refusals.ConnectionSecretText);
                RuleFor(a => a.HeaderName).Must(v => v is null).Or(Refusals.ConnectionOtherKind);
                RuleFor(a => a.HeaderValue).Must(v => v is null).Or(Refusals.ConnectionOtherKind);
            });
            When(a => a.Kind == AuthenticationKind.ApiKeyHeader, () =>
            {
                RuleFor(a => a.HeaderName).Required(100);
                RuleFor(a => a.HeaderName).Must(v => v is null || IsOurs(v)).Or(Refusals.ConnectionHeaderName);
                RuleFor(a => a.HeaderValue).AtMost(LongestSecret).Must(v => v is null || Sendable().IsMatch(v)).Or(Refusals.ConnectionSecretText);
                RuleFor(a => a.TokenUrl).Must(v => v is null).Or(Refusals.ConnectionOtherKind);
                RuleFor(a => a.ClientId).Must(v => v is null).Or(Refusals.ConnectionOtherKind);
                RuleFor(a => a.ClientSecret).Must(v => v is null).Or(Refusals.ConnectionOtherKind);
            });
        }

        private static bool IsOurs(string name) => Token().IsMatch(name) && !Framing.Contains(name, StringComparer.OrdinalIgnoreCase)
            && !Array.Exists(FramingBegins, begin => name.StartsWith(begin, StringComparison.OrdinalIgnoreCase));

        // RFC 9110, 5.6.2.
        [GeneratedRegex(@"^[!#$%&'*+\-.^_`|~0-9A-Za-z]+\z", RegexOptions.CultureInvariant)]
        private static partial Regex Token();

        // Visible ASCII; blanks between, as in "Bearer abc".
        [GeneratedRegex(@"^[!-~]+( +[!-~]+)*\z", RegexOptions.CultureInvariant)]
        private static partial Regex Sendable();
    }
}

/// <summary>A connection to a supplier's system as it is entered.</summary>
/// <param name="SupplierId">Whose system it is; it stays so.</param>
/// <param name="BaseUrl">Of the system; of CSV the address of the file.</param>
/// <param name="Schedule">Cron, five fields, in Dutch time.</param>
/// <param name="PageSize">Items asked for at once; 100 where it is left out.</param>
/// <param name="State">Active or Paused; left out, as it was, and Active for a new one.</param>
/// <param name="SuccessWithinHours">Without a success for this long a signal is raised; 48 where it is left out.</param>
public sealed record ConnectionEntry(
    Guid? SupplierId, string? Name, ConnectionKind? Kind, string? BaseUrl, AuthenticationEntry? Authentication, string? Schedule, int? PageSize,
    ConnectionState? State, int? SuccessWithinHours)
{
    internal const int LongestAddress = 400, LongestSchedule = 100, LargestPage = 100, UsualHours = 48, MostHours = 2160;

    /// <summary>What is written only: null where it is left out.</summary>
    internal string? Secret => Authentication?.ClientSecret ?? Authentication?.HeaderValue;

    /// <summary>A connection with this said of it; the entry was judged before.</summary>
    /// <param name="secret">Encrypted; null where the old one stays.</param>
    internal Connection On(Connection was, byte[]? secret, Guid by, DateTimeOffset now)
    {
        var to = Authentication!;
        var state = State ?? was.State;
        var isOther = Kind != was.Kind || BaseUrl != was.BaseUrl;
        return was with
        {
            Name = Name!.Trim(), Kind = Kind!.Value, BaseUrl = BaseUrl!, Authentication = to.Kind!.Value, TokenUrl = to.TokenUrl, ClientId = to.ClientId, HeaderName = to.HeaderName,
            Secret = secret ?? was.Secret, Schedule = Schedule!.Trim(), PageSize = PageSize ?? LargestPage, SuccessWithinHours = SuccessWithinHours ?? UsualHours, State = state,
            StoppedFor = state == ConnectionState.Stopped ? was.StoppedFor : null,
            // What one system gave to go on with says nothing to another.
            SourceCursor = isOther ? null : was.SourceCursor,
            NextRunAt = state == ConnectionState.Active ? Sync.Schedule.Next(Schedule, now) : null,
            MadeBy = secret is not null || isOther ? by : was.MadeBy, ChangedAt = now, Version = was.Version + 1,
        };
    }

    /// <summary>Whether the secret would go to another party than before, or in another way: whoever changes that must know it.</summary>
    internal bool SendsElsewhere(Connection was) => Authentication!.Kind != was.Authentication || Authentication.TokenUrl != was.TokenUrl || Authentication.HeaderName != was.HeaderName
        || new Uri(BaseUrl!).GetLeftPart(UriPartial.Authority) != new Uri(was.BaseUrl).GetLeftPart(UriPartial.Authority);

    internal sealed class Validator : AbstractValidator<ConnectionEntry>
    {
        public Validator(OutboundSettings outbound)
        {
            RuleFor(c => c.SupplierId).Given();
            RuleFor(c => c.Name).Required(200);
            RuleFor(c => c.Name).WithoutBsn();
            RuleFor(c => c.Kind).Given();
            RuleFor(c => c.BaseUrl).Required(LongestAddress);
            RuleFor(c => c.BaseUrl).IsAddress(outbound, mayAsk: c => c.Kind == ConnectionKind.Csv);
            RuleFor(c => c.Authentication).Given();
            RuleFor(c => c.Authentication!).SetValidator(new AuthenticationEntry.Validator(outbound));
            RuleFor(c => c.Schedule).Required(LongestSchedule);
            RuleFor(c => c.Schedule).Custom((schedule, context) =>
            {
                var hours = context.InstanceToValidate.SuccessWithinHours ?? UsualHours;
                if (string.IsNullOrWhiteSpace(schedule) || schedule.Length > LongestSchedule || Sync.Schedule.Wrong(schedule, hours) is not { } wrong) return;
                var objection = wrong.At(Rules.Pointer(context.PropertyPath), wrong == Refusals.ConnectionTooOften ? Sync.Schedule.FewestMinutes : hours);
                context.AddFailure(new ValidationFailure(context.PropertyPath, wrong.Code) { CustomState = objection });
            });
            RuleFor(c => c.PageSize).Within(new(Least: 1, Largest: LargestPage), n => n is null or (>= 1 and <= LargestPage)).Or(Refusals.ValueInvalid, $"1–{LargestPage}");
            RuleFor(c => c.SuccessWithinHours).Within(new(Least: 1, Largest: MostHours), n => n is null or (>= 1 and <= MostHours)).Or(Refusals.ValueInvalid, $"1–{MostHours}");
        }
    }
}

/// <summary>Rules of addresses that we go to.</summary>
internal static class AddressRules
{
    /// <summary>An address that may be gone to, as far as it tells by itself; where its name leads is judged when it is gone to.</summary>
    /// <param name="mayAsk">Whether a query may be in it.</param>
    public static void IsAddress<T>(this IRuleBuilder<T, string?> rule, OutboundSettings outbound, Func<T, bool> mayAsk) => rule
        .Must((on, text) => text is null || Read(text) is { } address && (address.Scheme == Uri.UriSchemeHttps || address.Scheme == Uri.UriSchemeHttp && outbound.AllowHttp)
            && address is { UserInfo: "", Fragment: "" } && !text.Contains('#', StringComparison.Ordinal) && (!text.Contains('?', StringComparison.Ordinal) || mayAsk(on))).Or(Refusals.ConnectionAddress)
        .Must(text => text is null || Read(text) is not { HostNameType: UriHostNameType.IPv4 or UriHostNameType.IPv6 } address
            || Addresses.KindOf(IPAddress.Parse(address.DnsSafeHost)) switch { AddressKind.Public => true, AddressKind.Private => outbound.AllowPrivateAddresses, _ => false })
        .Or(Refusals.ConnectionAddressPrivate);

    private static Uri? Read(string text) => text.All(c => c is > ' ' and <= '~' and not '\\') && Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Host.Length > 0 ? address : null;
}
