using System.Net.Http.Headers;
using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Http.Resilience;
using Microsoft.Extensions.Options;
using Refit;

namespace SroiTracker.Client;

/// <summary>Registers the client.</summary>
public static class AddSroiTracker
{
    /// <summary>
    /// Registers a <see cref="SroiTrackerClient"/>. Options that cannot work stop the program at its start, or at first use. Waits
    /// are by the program's <see cref="TimeProvider"/> where it registers one.
    /// </summary>
    /// <param name="services">Of the program.</param>
    /// <param name="configure">Sets at least <see cref="SroiTrackerOptions.BaseAddress"/> and <see cref="SroiTrackerOptions.ApiKey"/>.</param>
    /// <returns>The HTTP client under it, for handlers of your own (a proxy, a client certificate).</returns>
    public static IHttpClientBuilder AddSroiTrackerClient(this IServiceCollection services, Action<SroiTrackerOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        services.AddOptions<SroiTrackerOptions>().Configure(configure).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<SroiTrackerOptions>, SroiTrackerOptions.Validator>());
        services.TryAddTransient<SroiTrackerClient>(s => new(s.GetRequiredService<ISroiTrackerApi>()));
        var http = services.AddRefitGeneratedClient<ISroiTrackerApi>(new RefitSettings(new SystemTextJsonContentSerializer(Json.Options)))
            .ConfigureHttpClient((s, client) => Configure(client, s.GetRequiredService<IOptions<SroiTrackerOptions>>().Value))
            // The key goes to the address that was configured and to no other.
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, PooledConnectionLifetime = TimeSpan.FromMinutes(5) });
        http.AddResilienceHandler("SroiTracker", (pipeline, context) => Resilience.Configure(pipeline, context.ServiceProvider.GetRequiredService<IOptions<SroiTrackerOptions>>().Value, Clock(context.ServiceProvider)));
        return http.AddHttpMessageHandler(s => new WholeAnswer(Clock(s)));
    }

    private static TimeProvider Clock(IServiceProvider services) => services.GetService<TimeProvider>() ?? TimeProvider.System;

    private static void Configure(HttpClient client, SroiTrackerOptions options)
    {
        client.BaseAddress = options.Api;
        // Times are the pipeline's, for each try and for all.
        client.Timeout = Timeout.InfiniteTimeSpan;
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", options.ApiKey);
        client.DefaultRequestHeaders.AcceptLanguage.ParseAdd(options.AcceptLanguage);
        client.DefaultRequestHeaders.Accept.ParseAdd("application/json, application/problem+json");
        if (options.Product is { } product) client.DefaultRequestHeaders.UserAgent.ParseAdd(product);
        var version = typeof(AddSroiTracker).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];
        client.DefaultRequestHeaders.UserAgent.Add(new ProductInfoHeaderValue("SroiTracker.Client", version));
    }
}
