using System.CommandLine;
using SroiTracker.Http;
using MediatR;

namespace SroiTracker.CommandLine;

/// <summary>Makes a key, with a new principal unless one is named, and shows it once.</summary>
internal static class KeysCreate
{
    public static Command Command()
    {
        var role = new Option<Role>("--role") { Description = "What it may do.", Required = true };
        var supplier = new Option<Guid?>("--supplier") { Description = "Id of the supplier, for the role Supplier." };
        var scope = new Option<Guid?>("--scope") { Description = "Id of the organisation (a buyer or a branch) it is bound to; everywhere without." };
        var name = new Option<string>("--name") { Description = "A name for people, such as the system that will use it.", Required = true };
        var person = new Option<bool>("--person") { Description = "The key is of a person, who may act where two people are needed." };
        var principal = new Option<Guid?>("--principal") { Description = "A principal that is there: the key becomes one more of its keys." };
        var create = new Command("create", "Make a key and show it once.") { role, supplier, scope, name, person, principal };
        create.SetAction(async (parsed, token) =>
        {
            await using var app = App.Build();
            await app.Services.Prepare(token);
            using var call = app.Services.CreateScope();
            call.ServiceProvider.GetRequiredService<Call>().Caller = Caller.TheService;
            var made = await call.ServiceProvider.GetRequiredService<IMediator>().Send(new CreateKey(
                parsed.GetValue(role), parsed.GetValue(supplier), parsed.GetValue(scope), parsed.GetValue(name), parsed.GetValue(person), parsed.GetValue(principal)), token);
            Console.WriteLine(made.Key);
            await Console.Error.WriteLineAsync($"Principal {made.PrincipalId}. The key is shown once; only its hash is kept.");
            return 0;
        });
        return new Command("keys", "Keys of people and systems.") { create };
    }
}
