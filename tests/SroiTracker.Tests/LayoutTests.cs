using System.Reflection;
using MediatR;
using SroiTracker.Domain;
using SroiTracker.Http;

namespace SroiTracker.Tests;

/// <summary>The house rules that a compiler does not hold.</summary>
public class LayoutTests
{
    private static readonly Assembly Service = typeof(App).Assembly;

    private static readonly Type[] Requests =
        [.. Service.GetTypes().Where(t => !t.IsAbstract && t.GetInterfaces().Any(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IRequest<>)))];

    [Fact]
    public void The_rules_reference_nothing() => Assert.All(typeof(Euros).Assembly.GetReferencedAssemblies(),
        a => Assert.StartsWith("System.", a.Name, StringComparison.Ordinal));

    [Fact]
    public void Every_request_says_who_may_send_it() =>
        Assert.All(Requests, r => Assert.NotNull(r.GetCustomAttribute<ForAttribute>()));

    [Fact]
    public void Every_request_is_a_command_or_a_question_or_sends_others_in_chunks() => Assert.All(Requests, r =>
        Assert.False(typeof(ICommand).IsAssignableFrom(r) && typeof(IQuery).IsAssignableFrom(r), r.Name));

    [Fact]
    public void A_handler_lies_in_the_file_of_its_request()
    {
        var handlers = Service.GetTypes().Where(t => t.GetInterfaces().Any(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IRequestHandler<,>)));
        Assert.All(handlers, h => Assert.NotNull(h.DeclaringType));
    }

    [Fact]
    public void Only_stores_change_tables()
    {
        // The rooms that keep what is no capability's: keys, the log, the key's proof, and what the lane itself needs.
        string[] keepers = ["EventLog", "EventSealer", "ServiceKey", "Lease", "Migrations"];
        var texts = from type in Service.GetTypes()
                    from field in type.GetFields(BindingFlags.Static | BindingFlags.NonPublic | BindingFlags.Public)
                    where field is { IsLiteral: true, FieldType.Name: "String" }
                    let text = ((string)field.GetRawConstantValue()!).TrimStart()
                    where text.StartsWith("INSERT ", StringComparison.Ordinal) || text.StartsWith("UPDATE ", StringComparison.Ordinal) || text.StartsWith("DELETE ", StringComparison.Ordinal)
                    select (Room: type.Name, field.Name);
        Assert.All(texts, t => Assert.True(t.Room.EndsWith("Store", StringComparison.Ordinal) || keepers.Contains(t.Room), $"{t.Room}.{t.Name}"));
    }

    [Fact]
    public void Names_say_what_a_thing_is()
    {
        string[] empty = ["Manager", "Helper", "Service", "Dto", "Common", "Utils", "Util", "Impl"];
        var types = Service.GetTypes().Concat(typeof(Euros).Assembly.GetTypes()).Where(t => t.Namespace?.StartsWith("SroiTracker", StringComparison.Ordinal) == true);
        Assert.All(types, t => Assert.DoesNotContain(empty, e => t.Name.EndsWith(e, StringComparison.Ordinal) && t.Name != e + "Key"));
    }
}
