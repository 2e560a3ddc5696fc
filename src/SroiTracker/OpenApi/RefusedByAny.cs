using SroiTracker.Domain;
using SroiTracker.Http;

namespace SroiTracker.OpenApi;

/// <summary>What any operation of its kind refuses, so that no Map needs to say it.</summary>
internal static class RefusedByAny
{
    public static IEnumerable<Refusal> Of(Operation operation)
    {
        yield return Refusals.ValueUnknown;
        yield return Refusals.ValueInvalid;
        yield return Refusals.ValueTwice;
        yield return Refusals.ValueTooLong;
        yield return Refusals.KeyMissing;
        yield return Refusals.IssuerUnavailable;
        if (operation.Roles.Count < Enum.GetValues<Role>().Length) yield return Refusals.RoleMissing;
        if (operation.Path.Contains('{', StringComparison.Ordinal)) yield return Refusals.NotFoundHere;
        if (operation.Method == "GET" && operation.Code.GetParameters().Any(p => p.ParameterType == typeof(Paging))) yield return Refusals.CursorInvalid;
        if (operation.Method == "PUT")
        {
            yield return Refusals.IfMatchMissing;
            yield return Refusals.IfMatchInvalid;
            yield return Refusals.IfMatchStale;
        }
        if (operation.Method == "POST") yield return Refusals.IdempotencyKeyInvalid;
        if (operation.NeedsKey) yield return Refusals.IdempotencyKeyMissing;
        if (operation.IsRepeatable) yield return Refusals.IdempotencyOtherBody;
        if (operation.Takes is { } takes)
        {
            yield return Refusals.BodyTooLarge;
            yield return Refusals.BodyTooSlow;
            yield return Refusals.BodyIncomplete;
            if (takes.Body != typeof(Stream))
            {
                yield return Refusals.ContentTypeUnknown;
                yield return Refusals.BodyMalformed;
                yield return Refusals.ValueMissing;
                yield return Refusals.ListTooLong;
                yield return Refusals.TextUnreadable;
            }
        }
        yield return Refusals.AddressTooLong;
        yield return Refusals.HeadersTooLarge;
        yield return Refusals.RateExceeded;
        yield return Refusals.ReadTooLong;
        yield return Refusals.StorageUnavailable;
        yield return Refusals.StorageBusy;
    }
}
