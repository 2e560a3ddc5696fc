using SroiTracker.Domain;

namespace SroiTracker.Http;

/// <summary>What every request passes before its endpoint: the headers of every answer, the language, and who calls.</summary>
public static class Door
{
    /// <summary>The version of the API; raised with every change that a caller can see.</summary>
    public const string ApiVersion = "1.0.0";

    private const string Bearer = "Bearer ";

    /// <summary>Security headers and API-Version (NLGov REST API Design Rules, /core/version-header, /core/transport/security-headers).</summary>
    public static void UseDoor(this WebApplication app)
    {
        app.Use((http, next) =>
        {
            var headers = http.Response.Headers;
            headers["API-Version"] = ApiVersion;
            headers.CacheControl = "no-store";
            headers.ContentSecurityPolicy = "default-src 'none'; frame-ancestors 'none'";
            headers.StrictTransportSecurity = "max-age=31536000; includeSubDomains";
            headers.XContentTypeOptions = "nosniff";
            headers.XFrameOptions = "DENY";
            http.RequestServices.GetRequiredService<Call>().Language = LanguageOf(http.Request);
            return next(http);
        });
    }

    /// <summary>Who calls: a key in <c>Authorization: Bearer srt_...</c>, or a token of a configured issuer. Everything under /api/v1 needs one.</summary>
    /// <exception cref="RefusedException">No key or token, or none that is valid (401); the issuer of the token can't be asked (503).</exception>
    public static async ValueTask<object?> WhoCalls(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        // Routing passes over a slash at the end, and reads an id in four forms; an address is one address (NLGov REST API Design
        // Rules, /core/no-trailing-slash).
        if (http.Request.Path.Value!.EndsWith('/') || http.Request.RouteValues.Values.Any(IsOtherForm)) throw new RefusedException(Refusals.NotFoundHere);
        var header = http.Request.Headers.Authorization.ToString();
        var caller = header.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase) ? await Found(http, header[Bearer.Length..].Trim()) : null;
        var limits = http.RequestServices.GetRequiredService<RateLimits>();
        if (caller is null)
        {
            if (header.Length > 0) limits.CountStranger(http);
            throw new RefusedException(Refusals.KeyMissing);
        }
        limits.Count(http, caller);
        http.RequestServices.GetRequiredService<Call>().Caller = caller;
        return await next(context);
    }

    private static Task<Caller?> Found(HttpContext http, string text) => http.RequestServices.GetRequiredService<Tokens>() is var tokens && tokens.AreLike(text)
        ? tokens.Find(text, http.RequestAborted)
        : http.RequestServices.GetRequiredService<ApiKeys>().Find(text, http.RequestAborted);

    private static bool IsOtherForm(object? value) => value is string id && Guid.TryParse(id, out _) && !Guid.TryParseExact(id, "D", out _);

    /// <summary>
    /// Refuses query keys that the route does not know, so that a misspelt filter is noticed instead of passed over; a key that
    /// is there twice, since only one of the two would count; and a value that has another form than the API document says.
    /// </summary>
    public static EndpointFilterDelegate KnownQuery(EndpointFilterFactoryContext route, EndpointFilterDelegate next)
    {
        var parameters = route.MethodInfo.GetParameters();
        var known = parameters.Where(p => p.ParameterType.IsValueType || p.ParameterType == typeof(string))
            .ToDictionary(p => p.Name!, p => Nullable.GetUnderlyingType(p.ParameterType) ?? p.ParameterType);
        if (Array.Exists(parameters, p => p.ParameterType == typeof(Paging))) known["cursor"] = typeof(string);
        return context =>
        {
            var request = context.HttpContext.Request;
            foreach (var (key, values) in request.Query)
            {
                // What makes a list also answers with its first page, and goes on at another address.
                var isUnknown = !known.TryGetValue(key, out var type) || request.RouteValues.ContainsKey(key) || key == "cursor" && !HttpMethods.IsGet(request.Method);
                if (isUnknown) throw new RefusedException(Refusals.ValueUnknown.At("?" + key));
                if (values.Count > 1) throw new RefusedException(Refusals.ValueTwice.At("?" + key));
                if (values.ToString().Length > Limits.LongestQueryValue) throw new RefusedException(Refusals.ValueTooLong.At("?" + key, Limits.LongestQueryValue));
                if (!AskedForm.Fits(type!, values.ToString())) throw new RefusedException(Refusals.ValueInvalid.At("?" + key, Misread.Expected(type)));
            }
            return next(context);
        };
    }

    /// <summary>Dutch unless English is asked for first.</summary>
    private static string LanguageOf(HttpRequest request)
    {
        var wanted = request.GetTypedHeaders().AcceptLanguage.OrderByDescending(l => l.Quality ?? 1).Select(l => l.Value.ToString());
        return wanted.Select(l => l[..Math.Min(2, l.Length)].ToLowerInvariant()).FirstOrDefault(l => l is "nl" or "en") ?? "nl";
    }
}
