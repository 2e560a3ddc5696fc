using Microsoft.AspNetCore.Routing;
using SroiTracker.Bouwblokken;
using SroiTracker.Contracts;
using SroiTracker.Database;
using SroiTracker.Efforts;
using SroiTracker.Http;
using SroiTracker.Import;
using SroiTracker.OpenApi;
using SroiTracker.Organisations;
using SroiTracker.Outbound;
using SroiTracker.Placements;
using SroiTracker.Placements.Batches;
using SroiTracker.Policies;
using SroiTracker.Privacy;
using SroiTracker.Settlements;
using SroiTracker.Signals;
using SroiTracker.Suppliers;
using SroiTracker.Suppliers.Sync;
using SroiTracker.Teams;

namespace SroiTracker;

/// <summary>The service as a table of contents: what it is made of, and what it answers to.</summary>
public static class App
{
    /// <summary>The service, configured from appsettings.json, the environment and the command line; not yet started.</summary>
    /// <param name="settings">Settings that come before all others (the demo's temporary folder, a test's database).</param>
    /// <param name="time">The clock; the machine's where none is given.</param>
    public static WebApplication Build(IReadOnlyDictionary<string, string?>? settings = null, TimeProvider? time = null)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(Limits.Apply);
        if (settings is not null) builder.Configuration.AddInMemoryCollection(settings);
        builder.Logging.ClearProviders().AddSimpleConsole(c => { c.SingleLine = true; c.UseUtcTimestamp = true; c.TimestampFormat = "HH:mm:ss "; });
        builder.Services.AddSingleton(time ?? TimeProvider.System);
        Add(builder.Services, builder.Configuration);

        var app = builder.Build();
        Map(app);
        return app;
    }

    private static void Add(IServiceCollection services, IConfiguration configuration)
    {
        services.AddStorage(configuration);
        services.AddServiceKey(configuration);
        services.AddPipeline();
        services.AddHostedService<Recalculator>();
        services.AddHostedService<AnswerRemover>();
        services.AddSingleton<ApiKeys>();
        services.AddSingleton<Tokens>();
        services.AddHostedService<KeyUse>();
        services.AddSingleton<Paging>();
        services.AddSingleton<RateLimits>();
        services.AddSingleton(s => OutboundSettings.From(s.GetRequiredService<IConfiguration>()));
        services.AddSingleton<OutboundClients>();
        services.AddSingleton<Credentials>();
        services.AddSingleton(Slots.From);
        services.AddSingleton<StatusReader>();
        services.AddSingleton<TellStatuses>();
        services.AddSingleton<Synchroniser>();
        services.AddHostedService(p => p.GetRequiredService<Synchroniser>());
        services.AddSingleton(p => RunLimits.From(p.GetRequiredService<IConfiguration>()));
        services.AddSingleton<SynchronisationRun>();
        ApiDocument.Add(services);
        services.Configure<RouteHandlerOptions>(o => o.ThrowOnBadRequest = true);
    }

    private static void Map(WebApplication app)
    {
        app.UseDoor();
        app.UseProblems();
        app.MapHealth();
        ProblemPages.Map(app);
        ApiDocument.Map(app);
        DocsPage.Map(app);

        var api = app.MapGroup("/api/v1").AddEndpointFilter(Door.WhoCalls).AddEndpointFilterFactory(Door.KnownQuery).AddEndpointFilter(RequestKey.Read)
            .AddEndpointFilter(Limits.InTime(app.Configuration));
        CreateOrganisation.Map(api);
        ListOrganisations.Map(api);
        GetOrganisation.Map(api);
        ChangeOrganisation.Map(api);
        GiveMandate.Map(api);
        ListMandates.Map(api);
        RevokeMandate.Map(api);
        CreateSupplier.Map(api);
        ListSuppliers.Map(api);
        GetSupplier.Map(api);
        ChangeSupplier.Map(api);
        CreateSupplierKey.Map(api);
        ListSupplierKeys.Map(api);
        RevokeSupplierKey.Map(api);
        CreateConnection.Map(api);
        ListConnections.Map(api);
        GetConnection.Map(api);
        ChangeConnection.Map(api);
        SynchroniseConnection.Map(api);
        ListSynchronisations.Map(api);
        GetSynchronisation.Map(api);
        ListQuarantine.Map(api);
        RetryQuarantined.Map(api);
        TryConnection.Map(api);
        ListTarieven.Map(api);
        GetTarief.Map(api);
        PublishTarief.Map(api);
        CompareTarieven.Map(api);
        SimulateTarief.Map(api);
        CreatePolicy.Map(api);
        ListPolicies.Map(api);
        GetPolicy.Map(api);
        CreateContract.Map(api);
        ListContracts.Map(api);
        GetContract.Map(api);
        ChangeContract.Map(api);
        ProposeClause.Map(api);
        SetClause.Map(api);
        AmendContract.Map(api);
        PreviewAmendment.Map(api);
        StateTurnover.Map(api);
        ListTurnoverStatements.Map(api);
        ListParties.Map(api);
        ListVersions.Map(api);
        GetProgress.Map(api);
        SimulateContract.Map(api);
        WhatIf.Map(api);
        ListLedger.Map(api);
        OpenSettlement.Map(api);
        ListSettlements.Map(api);
        GetSettlement.Map(api);
        GiveNotice.Map(api);
        GiveView.Map(api);
        ProposeSettlement.Map(api);
        DecideSettlement.Map(api);
        AskReopening.Map(api);
        DecideReopening.Map(api);
        GetStatement.Map(api);
        ListSignals.Map(api);
        ImportContracts.Map(api);
        GetImport.Map(api);
        ReportPlacement.Map(api);
        ReportBatch.Map(api);
        GetBatch.Map(api);
        ValuePlacement.Map(api);
        ListPlacements.Map(api);
        GetPlacement.Map(api);
        ReportNext.Map(api);
        VerifyPlacement.Map(api);
        RejectPlacement.Map(api);
        AcceptProposedReport.Map(api);
        WithdrawPlacement.Map(api);
        DecideWithdrawal.Map(api);
        RevokePlacement.Map(api);
        DecideRevocation.Map(api);
        CreateTeam.Map(api);
        ListTeams.Map(api);
        GetTeam.Map(api);
        ChangeTeam.Map(api);
        ReportEffort.Map(api);
        ListEfforts.Map(api);
        GetEffort.Map(api);
        ReportNextEffort.Map(api);
        VerifyEffort.Map(api);
        RejectEffort.Map(api);
        WithdrawEffort.Map(api);
        DecideEffortWithdrawal.Map(api);
        RevokeEffort.Map(api);
        DecideEffortRevocation.Map(api);
    }
}
