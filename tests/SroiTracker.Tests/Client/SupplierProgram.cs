using Microsoft.Extensions.DependencyInjection;
using SroiTracker.Client;

namespace SroiTracker.Tests.Client;

/// <summary>A supplier's program with the client in it.</summary>
internal sealed class SupplierProgram : IDisposable
{
    private readonly ServiceProvider _services;

    private SupplierProgram(ServiceProvider services)
    {
        _services = services;
        Sroi = services.GetRequiredService<SroiTrackerClient>();
    }

    public SroiTrackerClient Sroi { get; }

    /// <summary>With the key of a caller; straight to the service, or to what stands before it.</summary>
    public static SupplierProgram Of(HttpClient caller, Uri? through = null, Action<SroiTrackerOptions>? change = null, Action<IServiceCollection>? also = null, Action<IHttpClientBuilder>? line = null)
    {
        var services = new ServiceCollection();
        also?.Invoke(services);
        var http = services.AddSroiTrackerClient(o =>
        {
            o.BaseAddress = through ?? caller.BaseAddress;
            o.ApiKey = caller.DefaultRequestHeaders.Authorization!.Parameter;
            o.AcceptLanguage = "en";
            o.FirstDelay = TimeSpan.FromMilliseconds(20);
            change?.Invoke(o);
        });
        line?.Invoke(http);
        return new(services.BuildServiceProvider());
    }

    public void Dispose() => _services.Dispose();
}
