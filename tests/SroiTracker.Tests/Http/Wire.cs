using System.Net.Sockets;
using System.Text;

namespace SroiTracker.Tests.Http;

/// <summary>Requests as bytes on a connection: what no well-behaved client would send.</summary>
internal static class Wire
{
    /// <summary>Sends what is written, lines ended as HTTP wants them; everything that comes back until the service hangs up.</summary>
    public static async Task<string> Send(HttpClient to, string request, CancellationToken token)
    {
        using var connection = new TcpClient();
        await connection.ConnectAsync(to.BaseAddress!.Host, to.BaseAddress.Port, token);
        await using var stream = connection.GetStream();
        await stream.WriteAsync(Encoding.UTF8.GetBytes(request.ReplaceLineEndings("\r\n")), token);
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return await reader.ReadToEndAsync(token);
    }
}
