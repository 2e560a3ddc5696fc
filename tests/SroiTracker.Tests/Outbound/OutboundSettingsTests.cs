using Microsoft.Extensions.Configuration;
using SroiTracker.Domain;
using SroiTracker.Outbound;

namespace SroiTracker.Tests.Outbound;

/// <summary>Settings of calls outside are judged at the start.</summary>
public class OutboundSettingsTests
{
    private static OutboundSettings With(params (string Name, string? Value)[] settings) =>
        OutboundSettings.From(new ConfigurationBuilder().AddInMemoryCollection(settings.ToDictionary(s => s.Name, s => s.Value)).Build());

    [Fact]
    public void Without_a_word_nobody_private_is_called_and_everything_ends_soon() =>
        Assert.Equal(new(false, false, TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(3), TimeSpan.FromMinutes(1)), With());

    [Fact]
    public void What_is_set_holds() => Assert.Equal(new(true, true, TimeSpan.FromSeconds(600), TimeSpan.FromHours(1), TimeSpan.Zero),
        With(("Outbound:AllowPrivateAddresses", "true"), ("Outbound:AllowHttp", "True"), ("Synchronisation:TrySeconds", "600"), ("Synchronisation:CallSeconds", "3600"), ("Synchronisation:LongestWaitSeconds", "0")));

    [Theory]
    [InlineData("Outbound:AllowPrivateAddresses", "yes")]
    [InlineData("Outbound:AllowHttp", "1")]
    [InlineData("Synchronisation:TrySeconds", "0")]
    [InlineData("Synchronisation:TrySeconds", "601")]
    [InlineData("Synchronisation:CallSeconds", "0")]
    [InlineData("Synchronisation:CallSeconds", "3601")]
    [InlineData("Synchronisation:LongestWaitSeconds", "-1")]
    [InlineData("Synchronisation:LongestWaitSeconds", "601")]
    [InlineData("Synchronisation:MostPages", "0")]
    [InlineData("Synchronisation:MostPages", "1000001")]
    [InlineData("Synchronisation:LongestRunMinutes", "0")]
    [InlineData("Synchronisation:LongestRunMinutes", "1441")]
    [InlineData("Synchronisation:LeaseSeconds", "2")]
    [InlineData("Synchronisation:LeaseSeconds", "601")]
    [InlineData("Synchronisation:AtOnce", "0")]
    [InlineData("Synchronisation:AtOnce", "1001")]
    [InlineData("Synchronisation:AtOnce", "many")]
    [InlineData("Synchronisation:Off", "yes")]
    public async Task A_wrong_value_stops_the_start_with_its_name(string name, string value)
    {
        await using var service = new RunningService { Settings = new() { [name] = value } };
        var refused = await Assert.ThrowsAsync<RefusedException>(async () => await service.InitializeAsync());
        Assert.Equal(("setting.invalid", name), (Assert.Single(refused.Objections).Refusal.Code, refused.Objections[0].Values[0]));
    }
}
