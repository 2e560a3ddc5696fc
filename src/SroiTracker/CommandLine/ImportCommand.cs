using System.CommandLine;
using MediatR;
using Spectre.Console;
using SroiTracker.Domain;
using SroiTracker.Http;
using SroiTracker.Import;

namespace SroiTracker.CommandLine;

/// <summary>Imports files one by one; a file that is refused does not stop the next.</summary>
internal static class ImportCommand
{
    public static Command Command()
    {
        var files = new Argument<FileInfo[]>("file") { Description = "Notices: OCDS, eForms, TED R2.0.9 or CSV.", Arity = ArgumentArity.OneOrMore };
        var format = new Option<string?>("--format") { Description = "auto (default), ocds, eforms, ted or csv." };
        var command = new Command("import", "Import contracts from notices.") { files, format };
        command.SetAction(async (parsed, token) =>
        {
            await using var app = App.Build();
            await app.Services.Prepare(token);
            var asked = NoticeFormats.Asked(parsed.GetValue(format));
            var isClean = true;
            foreach (var file in parsed.GetValue(files)!) isClean &= await Import(app.Services, file, asked, token);
            return isClean ? 0 : 1;
        });
        return command;
    }

    /// <summary>Imports one file and says what became of it; false where the file or a notice in it was refused.</summary>
    private static async Task<bool> Import(IServiceProvider services, FileInfo file, NoticeFormat? format, CancellationToken token)
    {
        using var call = services.CreateScope();
        call.ServiceProvider.GetRequiredService<Call>().Caller = Caller.TheService;
        var mediator = call.ServiceProvider.GetRequiredService<IMediator>();
        try
        {
            if (!file.Exists) throw new RefusedException(Refusals.ImportNoFile, file.FullName);
            await using var body = file.OpenRead();
            var id = await Watched(file.Name, progress => mediator.Send(new ImportContracts(body, format, progress), token));
            var (import, items) = await mediator.Send(new GetImport(id, 0, GetImport.LargestPage), token);
            Console.WriteLine($"{file.Name}: {import.Format.Word()}, {import.Notices} read, {import.Created} created, {import.Updated} updated, "
                + $"{import.Unchanged} unchanged, {import.Refused} refused, {import.Warnings} warnings");
            foreach (var item in items.Where(i => i.Outcome == ImportOutcome.Refused))
                Console.WriteLine($"  {item.Location.Line}:{item.Location.Column} {item.Reason!.Code}: {item.Reason.English}{(item.Reason.Pointer is { } place ? $" ({place})" : "")}");
            return import.Refused == 0;
        }
        catch (RefusedException refused)
        {
            foreach (var objection in refused.Objections)
                Console.WriteLine($"{file.Name}: {objection.Refusal.Code}: {objection.Sentence("en")}");
            return false;
        }
    }

    // Long work shows on a terminal that it goes on; in a log it does not.
    private static Task<Guid> Watched(string name, Func<IProgress<int>?, Task<Guid>> work)
    {
        if (Console.IsOutputRedirected) return work(null);
        return AnsiConsole.Status().StartAsync(Markup.Escape(name), status => work(new Progress<int>(taken => status.Status($"{Markup.Escape(name)}: {taken}"))));
    }
}
