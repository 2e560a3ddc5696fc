using System.Collections;
using System.Collections.Concurrent;
using System.Data;
using System.Reflection;
using Dapper;
using SroiTracker.Http;

namespace SroiTracker.Database;

/// <summary>Which database it is.</summary>
public enum Engine { Sqlite, SqlServer }

/// <summary>
/// A SQL text as an engine gets it, made once for each text: the page in the engine's words, the caller's supplier among
/// the parameters where the text names it. The texts are constants, so that the number of them is bounded.
/// </summary>
sealed class Statement
{
    // What a text may ask of its caller: the supplier (NULL on the buyers' side), whether it is bound to branches, to which, and in
    // which it acts as an officer; who it is; on which day.
    const string Supplier = "callerSupplier", Scoped = "callerScoped", Branches = "callerBranches", Holders = "callerHolders", Principal = "callerPrincipal", Today = "callerToday";

    static readonly ConcurrentDictionary<string, Statement>[] Known = [new(), new()];
    static readonly ConcurrentDictionary<(string, Engine, int, int), Statement> KnownForMany = new();

    readonly bool namesSupplier, namesScope, namesBranches, namesHolders, namesPrincipal, namesToday;
    // Nearly every text is only ever used with parameters of one type.
    volatile Writer? writer;

    Statement(string sql, Engine engine, int branches = 1, int holders = 1)
    {
        Text = Spread(Spread(WithPage(sql, engine), Branches, branches), Holders, holders);
        namesSupplier = Names(Supplier);
        namesScope = Names(Scoped);
        namesBranches = Names(Branches);
        namesHolders = Names(Holders);
        namesPrincipal = Names(Principal);
        namesToday = Names(Today);

        bool Names(string parameter) => sql.Contains("@" + parameter, StringComparison.Ordinal);
    }

    /// <summary>The text for the engine.</summary>
    public string Text { get; }

    /// <summary>The statement of a text; one for each length of the caller's lists, where the text names them.</summary>
    public static Statement Of(string sql, Engine engine, Caller caller)
    {
        var known = Known[(int)engine];
        if (!known.TryGetValue(sql, out var statement)) statement = known.GetOrAdd(sql, new Statement(sql, engine));
        var (branches, holders) = (caller.Branches.Count, caller.Holders.Count);
        return branches == 1 && holders == 1 || !statement.namesBranches && !statement.namesHolders ? statement
            : KnownForMany.GetOrAdd((sql, engine, branches, holders), static key => new(key.Item1, key.Item2, key.Item3, key.Item4));
    }

    // As Dapper spreads lists, but once for each text, which then stays prepared.
    static string Spread(string text, string list, int length) => text.Replace(
        "IN @" + list, $"IN ({string.Join(", ", Enumerable.Range(1, length).Select(n => $"@{list}{n}"))})", StringComparison.Ordinal);

    /// <summary>The text with <c>{page}</c> in the words of the engine.</summary>
    public static string WithPage(string sql, Engine engine) => sql.Replace(
        "{page}", engine == Engine.Sqlite ? "LIMIT @take" : "OFFSET 0 ROWS FETCH NEXT @take ROWS ONLY", StringComparison.Ordinal);

    /// <summary>The parameters for one execution.</summary>
    public SqlMapper.IDynamicParameters? Bind(object? values, Session session) =>
        values is null && !namesSupplier && !namesScope && !namesBranches && !namesHolders && !namesPrincipal && !namesToday ? null : new Parameters(this, values, session);

    sealed class Parameters(Statement statement, object? values, Session session) : SqlMapper.IDynamicParameters
    {
        public void AddParameters(IDbCommand command, SqlMapper.Identity identity)
        {
            if (values is SqlMapper.IDynamicParameters others) others.AddParameters(command, identity);
            else if (values is not null) statement.WriterOf(values.GetType(), identity).Write(command, values);
            var caller = session.Caller;
            if (statement.namesSupplier) AddId(command, Supplier, caller.SupplierId);
            if (statement.namesScope)
            {
                var scoped = command.CreateParameter();
                (scoped.ParameterName, scoped.DbType, scoped.Value) = (Scoped, DbType.Int32, caller.IsScoped ? 1 : 0);
                command.Parameters.Add(scoped);
            }
            if (statement.namesBranches) AddIds(command, Branches, caller.Branches);
            if (statement.namesHolders) AddIds(command, Holders, caller.Holders);
            if (statement.namesPrincipal) AddId(command, Principal, caller.PrincipalId);
            if (statement.namesToday)
            {
                var today = command.CreateParameter();
                today.ParameterName = Today;
                TypeHandlers.Set(today, session.Today);
                command.Parameters.Add(today);
            }
            // Without its sign Microsoft.Data.Sqlite looks a name up four times at each execution, as it is and with each sign there is.
            foreach (IDbDataParameter parameter in command.Parameters) parameter.ParameterName = Signed.GetOrAdd(parameter.ParameterName, static name => "@" + name);
        }

        static readonly ConcurrentDictionary<string, string> Signed = new();

        static void AddIds(IDbCommand command, string name, IReadOnlyList<Guid> ids)
        {
            for (var i = 0; i < ids.Count; i++) AddId(command, Numbered.GetOrAdd((name, i + 1), static item => item.Name + item.Number), ids[i]);
        }

        static readonly ConcurrentDictionary<(string Name, int Number), string> Numbered = new();

        static void AddId(IDbCommand command, string name, Guid? id)
        {
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.DbType, parameter.Size) = (name, DbType.Binary, 16);
            parameter.Value = id?.ToByteArray(bigEndian: true) ?? (object)DBNull.Value;
            command.Parameters.Add(parameter);
        }
    }

    Writer WriterOf(Type type, SqlMapper.Identity identity)
    {
        var last = writer;
        return last?.Type == type ? last : writer = new Writer(type, identity);
    }

    /// <summary>
    /// Puts an object's properties into a command as Dapper does, save for what Dapper would store otherwise than
    /// <see cref="TypeHandlers"/> say: enums, and the items of lists.
    /// </summary>
    sealed class Writer
    {
        public readonly Type Type;
        readonly Action<IDbCommand, object> write;
        readonly (PropertyInfo Property, bool IsList)[] ours;

        public Writer(Type type, SqlMapper.Identity identity)
        {
            Type = type;
            var properties = type.GetProperties(BindingFlags.Instance | BindingFlags.Public);
            if (Array.Exists(properties, p => p.Name is Supplier or Scoped or Branches or Holders or Principal or Today))
                throw new ArgumentException("What is of the caller is the session's, no parameter of its own.");
            ours = [.. from property in properties
                       let items = ItemsOf(property.PropertyType)
                       where items is null ? TypeHandlers.IsEnum(property.PropertyType) : TypeHandlers.Handles(items)
                       select (property, items is not null)];
            write = SqlMapper.CreateParamInfoGenerator(identity.ForDynamicParameters(type), checkForDuplicates: false, removeUnused: true);
        }

        public void Write(IDbCommand command, object values)
        {
            write(command, values);
            foreach (var (property, isList) in ours)
            {
                if (!isList) Set(property.Name, property.GetValue(values));
                else if (property.GetValue(values) is IEnumerable list)
                {
                    // Dapper has spread the list over parameters with a number, from 1.
                    var number = 0;
                    foreach (var item in list) Set($"{property.Name}{++number}", item);
                }
            }

            void Set(string name, object? value)
            {
                if (command.Parameters.Contains(name)) TypeHandlers.Set((IDbDataParameter)command.Parameters[name]!, value);
            }
        }

        static Type? ItemsOf(Type type) => type.IsArray ? type.GetElementType()
            : type.GetInterfaces().Append(type).FirstOrDefault(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IEnumerable<>))?.GenericTypeArguments[0];
    }
}
