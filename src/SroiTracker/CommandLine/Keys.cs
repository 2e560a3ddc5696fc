using System.CommandLine;
using System.Globalization;
using MediatR;
using Spectre.Console;
using SroiTracker.Database;
using SroiTracker.Http;

namespace SroiTracker.CommandLine;

/// <summary>Keys of people and systems, and the roles behind them. What is changed holds for a running service with its next request.</summary>
internal static class Keys
{
    private const int WidthInAFile = 240;

    public static Command Command() => new("keys", "Keys of people and systems, and the roles that they open.") { Create(), List(), Rotate(), Revoke(), Grant(), Withdraw() };

    private static Command Create()
    {
        var role = new Option<Role?>("--role") { Description = "What it may do; may be left out with --principal." };
        var supplier = new Option<Guid?>("--supplier") { Description = "Id of the supplier, for the role Supplier." };
        var scope = Scope();
        var name = new Option<string>("--name") { Description = "A name for people, such as the system that will use it.", Required = true };
        var person = new Option<bool>("--person") { Description = "The key is of a person, who may act where two people are needed." };
        var principal = new Option<Guid?>("--principal") { Description = "A principal that is there: the key becomes one more of its keys and opens all that it may." };
        var expires = Expires();
        var create = new Command("create", "Make a key and show it once.") { role, supplier, scope, name, person, principal, expires };
        create.Validators.Add(result =>
        {
            if (result.GetResult(role) is null && result.GetResult(principal) is null) result.AddError("--role: required without --principal.");
        });
        create.SetAction((parsed, token) => With(async mediator =>
        {
            var made = await mediator.Send(new CreateKey(
                parsed.GetValue(role), parsed.GetValue(supplier), parsed.GetValue(scope), parsed.GetValue(name), parsed.GetValue(person), parsed.GetValue(principal), InstantOf(parsed.GetValue(expires))), token);
            Console.WriteLine(made.Key);
            await Console.Error.WriteLineAsync($"Principal {made.PrincipalId}. The key is shown once; only its hash is kept.");
        }, token));
        return create;
    }

    private static Command List()
    {
        var principal = new Option<Guid?>("--principal") { Description = "Only the keys of this principal." };
        var all = new Option<bool>("--all") { Description = "Also keys that were revoked or expired." };
        var list = new Command("list", "Tell which keys there are, whose, what they open, and when they were last used.") { principal, all };
        list.SetAction((parsed, token) => With(async mediator => Show(await mediator.Send(new ListKeys(parsed.GetValue(principal), parsed.GetValue(all)), token)), token));
        return list;
    }

    private static Command Rotate()
    {
        var key = Named("The key that is replaced: its id, or its prefix (srt_ and eight characters).");
        var overlap = new Option<int>("--overlap-days") { Description = $"How many days the old key goes on, 0 through {KeyStore.MostOverlapDays}.", DefaultValueFactory = _ => KeyStore.UsualOverlapDays };
        var name = new Option<string?>("--name") { Description = "A name for the new key; the old one's where it is left out." };
        var expires = Expires();
        var rotate = new Command("rotate", "Make a key in the place of another and show it once; the old one goes on for some days.") { key, overlap, name, expires };
        rotate.SetAction((parsed, token) => With(async mediator =>
        {
            var made = await mediator.Send(new RotateKey(parsed.GetValue(key)!, parsed.GetValue(name), InstantOf(parsed.GetValue(expires)), parsed.GetValue(overlap)), token);
            Console.WriteLine(made.Key);
            await Console.Error.WriteLineAsync($"In the place of {made.OldId}, which ends at {Shown(made.OldEndsAt)}. The key is shown once; only its hash is kept.");
        }, token));
        return rotate;
    }

    private static Command Revoke()
    {
        var key = Named("The key: its id, or its prefix (srt_ and eight characters).");
        var revoke = new Command("revoke", "Take a key back; it stops working at once.") { key };
        revoke.SetAction((parsed, token) => With(async mediator => Console.WriteLine($"Revoked: {await mediator.Send(new RevokeKey(parsed.GetValue(key)!), token)}"), token));
        return revoke;
    }

    private static Command Grant()
    {
        var (principal, role, scope) = (Principal(), RoleOf(), Scope());
        var grant = new Command("grant", "Give a principal one more role; all its keys open it at once.") { principal, role, scope };
        grant.SetAction((parsed, token) => With(async mediator => Console.WriteLine(
            await mediator.Send(new GrantRole(parsed.GetValue(principal), parsed.GetValue(role), parsed.GetValue(scope)), token) ? "Granted." : "It had this role already."), token));
        return grant;
    }

    private static Command Withdraw()
    {
        var (principal, role, scope) = (Principal(), RoleOf(), Scope());
        var withdraw = new Command("withdraw", "Take a role of a principal away; its keys open it no more, at once.") { principal, role, scope };
        withdraw.SetAction((parsed, token) => With(async mediator =>
        {
            await mediator.Send(new WithdrawRole(parsed.GetValue(principal), parsed.GetValue(role), parsed.GetValue(scope)), token);
            Console.WriteLine("Withdrawn.");
        }, token));
        return withdraw;
    }

    private static async Task<int> With(Func<IMediator, Task> act, CancellationToken token)
    {
        await using var app = App.Build();
        await app.Services.Prepare(token);
        using var call = app.Services.CreateScope();
        call.ServiceProvider.GetRequiredService<Call>().Caller = Caller.TheService;
        await act(call.ServiceProvider.GetRequiredService<IMediator>());
        return 0;
    }

    private static void Show(IReadOnlyList<KeyOfPrincipal> keys)
    {
        var console = AnsiConsole.Console;
        if (Console.IsOutputRedirected) console.Profile.Width = WidthInAFile;
        var table = new Table().AddColumns("Key", "Prefix", "Name", "Principal", "Opens", "Made", "Last used", "Ends");
        foreach (var (key, principal) in keys)
            table.AddRow(
                new Text(key.Id.ToString()), new Text(key.Prefix), new Text(key.Name), new Text($"{principal.PrincipalId} ({(principal.IsPerson ? "Person" : "System")})"),
                new Text(string.Join('\n', principal.Grants.Select(Opened))), new Text(Shown(key.CreatedAt)), new Text(key.LastUsedAt is { } used ? Shown(used) : "never"),
                new Text(key.RevokedAt is { } revoked ? $"revoked {Shown(revoked)}" : key.ExpiresAt is { } end ? Shown(end) : ""));
        console.Write(table);
    }

    private static string Opened(Grant grant) => $"{grant.Role} {(grant.SupplierId ?? grant.OrganisationId)?.ToString() ?? "everywhere"}";

    private static string Shown(DateTimeOffset instant) => instant.UtcDateTime.ToString("yyyy-MM-dd HH:mm'Z'", CultureInfo.InvariantCulture);

    private static Argument<string> Named(string description) => new("key") { Description = description };

    private static Option<Guid> Principal() => new("--principal") { Description = "Id of the principal.", Required = true };

    private static Option<Role> RoleOf() => new("--role") { Description = "Administrator, Officer, Team or Auditor.", Required = true };

    private static Option<Guid?> Scope() => new("--scope") { Description = "Id of the organisation (a buyer or a branch) it is bound to; everywhere without." };

    private static Option<string?> Expires()
    {
        var expires = new Option<string?>("--expires") { Description = "When it stops working: an instant such as 2027-01-01T00:00:00Z, or a day, at whose beginning in the Netherlands it ends; never without." };
        expires.Validators.Add(result =>
        {
            if (InstantOf(result.GetValue(expires)) is null) result.AddError("--expires: an instant such as 2027-01-01T00:00:00Z, or a day such as 2027-01-01.");
        });
        return expires;
    }

    private static DateTimeOffset? InstantOf(string? text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? Session.StartOf(day)
        : DateTimeOffset.TryParseExact(text, ["yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mmK"], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant) ? instant
        : null;
}
