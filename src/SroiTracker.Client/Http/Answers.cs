using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Web;
using Polly.Timeout;
using Refit;

namespace SroiTracker.Client;

/// <summary>Turns what came over the line into what a caller meets: a record with what the headers say, or an exception that tells why not.</summary>
internal static class Answers
{
    /// <summary>A single thing.</summary>
    public static async Task<T> Of<T>(Task<IApiResponse<T>> call, string? key = null) where T : Answered
    {
        using var response = await Received(call, key).ConfigureAwait(false);
        return WithHeaders(Content(response, key), response);
    }

    /// <summary>A single thing with the headers that it came with.</summary>
    public static T WithHeaders<T>(T content, IApiResponse response) where T : Answered => (T)(content with
    {
        ETag = response.Headers!.ETag?.ToString(),
        ApiVersion = ApiVersions.Of(response.Headers),
        WasCreated = response.StatusCode == HttpStatusCode.Created,
        WasReplayed = response.Headers.TryGetValues("Idempotent-Replayed", out var replayed) && replayed.Contains("true", StringComparer.OrdinalIgnoreCase),
    });

    /// <summary>All pages of a list, asked for one by one as the caller goes on.</summary>
    public static async IAsyncEnumerable<T> List<T>(Func<string?, CancellationToken, Task<IApiResponse<Page<T>>>> page, [EnumeratorCancellation] CancellationToken token)
    {
        string? cursor = null;
        do
        {
            Page<T> read;
            using (var response = await Received(page(cursor, token)).ConfigureAwait(false)) read = Content(response);
            foreach (var item in read.Items) yield return item;
            cursor = Cursor(read.Links);
        }
        while (cursor is not null);
    }

    /// <summary>The cursor in the link to the next page; null at the end.</summary>
    public static string? Cursor(PageLinks? links) =>
        links?.Next is { } next && next.IndexOf('?', StringComparison.Ordinal) is var at and >= 0 ? HttpUtility.ParseQueryString(next[at..])["cursor"] : null;

    /// <summary>A good answer of the service.</summary>
    /// <exception cref="SroiException">A refusal, or no answer of the service's own.</exception>
    public static async Task<IApiResponse<T>> Received<T>(Task<IApiResponse<T>> call, string? key = null)
    {
        var response = await Sent(call, key).ConfigureAwait(false);
        if (response.IsSuccessStatusCode) return response;
        using (response) throw Failure(response, key);
    }

    private static async Task<IApiResponse<T>> Sent<T>(Task<IApiResponse<T>> call, string? key)
    {
        Exception? failure;
        try
        {
            var response = await call.ConfigureAwait(false);
            if (response.IsReceived) return response;
            using (response) failure = response.Error?.InnerException ?? response.Error;
        }
        catch (ApiRequestException unsent) { failure = unsent.InnerException ?? unsent; }
        catch (HttpRequestException cut) { failure = cut; }
        catch (TimeoutRejectedException late) { failure = late; }
        throw failure switch
        {
            SourceFailedException source => source.InnerException!,
            SroiException or OperationCanceledException => failure,
            TimeoutRejectedException => new SroiUnavailableException("The service did not answer within the time that the options allow.", failure) { IdempotencyKey = key },
            _ => new SroiUnavailableException($"The service could not be reached: {failure?.Message}", failure) { IdempotencyKey = key },
        };
    }

    private static T Content<T>(IApiResponse<T> response, string? key = null) => response.Content is { } content ? content
        : throw new SroiUnavailableException("The answer could not be read as the API writes it.", response.Error?.InnerException ?? response.Error) { IdempotencyKey = key, Status = response.StatusCode };

    private static SroiException Failure(IApiResponse response, string? key)
    {
        var status = response.StatusCode!.Value;
        if (Problem((response.Error as ApiException)?.Content) is not { Code: not null } problem)
            return new SroiUnavailableException($"The answer {(int)status} did not come from the service itself.", response.Error) { IdempotencyKey = key, Status = status };
        return new SroiRefusedException(problem, status)
        {
            IdempotencyKey = key,
            RetryAfter = response.Headers!.RetryAfter?.Delta,
            AfterLostAnswer = status == HttpStatusCode.PreconditionFailed && response.RequestMessage!.Options.TryGetValue(Resilience.LostAnswer, out var lost) && lost,
        };
    }

    private static Problem? Problem(string? content)
    {
        try { return content is null ? null : JsonSerializer.Deserialize<Problem>(content, Json.Options); }
        catch (JsonException) { return null; }
    }
}

/// <summary>The version that the service says it speaks.</summary>
internal static class ApiVersions
{
    private const string Header = "API-Version";
    private const int Major = 1;

    /// <summary>As the headers say; null where they do not.</summary>
    public static Version? Of(HttpResponseHeaders headers) =>
        headers.TryGetValues(Header, out var values) && Version.TryParse(values.First(), out var version) ? version : null;

    /// <summary>Passes answers of this major version, and of what stands between and says none.</summary>
    /// <exception cref="SroiVersionException">Another major version.</exception>
    public static void Require(HttpResponseMessage response)
    {
        if (Of(response.Headers) is { Major: not Major } other) throw new SroiVersionException(other.ToString());
    }

    /// <summary>A date or an instant in a query.</summary>
    public static string? Text(this DateOnly? date) => date?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <inheritdoc cref="Text(DateOnly?)"/>
    public static string? Text(this DateTimeOffset? instant) => instant?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'", CultureInfo.InvariantCulture);
}
