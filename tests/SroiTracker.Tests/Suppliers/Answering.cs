using System.Net;
using System.Text;

namespace SroiTracker.Tests.Suppliers;

/// <summary>A line to a supplier's system that answers the same to all that is asked.</summary>
internal sealed class Answering(byte[] body, string? type = "application/json", int status = 200) : HttpMessageHandler
{
    public Answering(string body, string? type = "application/json", int status = 200) : this(Encoding.UTF8.GetBytes(body), type, status) { }

    /// <summary>The example answer with this name.</summary>
    public static string Example(string name) => File.ReadAllText(Path.Combine(SharedData.Repository, "contracts", "suppliers", name));

    /// <summary>A client on this line.</summary>
    public HttpClient Client => new(this) { BaseAddress = new("https://supplier.example/sroi/v1") };

    /// <summary>The addresses that were asked for.</summary>
    public List<string> Asked { get; } = [];

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Asked.Add(request.RequestUri!.PathAndQuery);
        var content = new ByteArrayContent(body);
        if (type is not null) content.Headers.TryAddWithoutValidation("Content-Type", type);
        return Task.FromResult(new HttpResponseMessage((HttpStatusCode)status) { Content = content, RequestMessage = request });
    }
}
