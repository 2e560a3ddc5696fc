using System.Globalization;

namespace SroiTracker.Benchmarks;

/// <summary>A row of the table: what was measured, beside a yardstick that was measured in turns with it.</summary>
/// <param name="What">What was done.</param>
/// <param name="Value">The median of the rounds.</param>
/// <param name="Unit">Of both.</param>
/// <param name="Wanted">What is wanted, in words; null where nothing is.</param>
/// <param name="Yardstick">What it is compared with.</param>
/// <param name="YardstickValue">The median of its rounds; null where the yardstick has no number.</param>
internal sealed record Figure(string What, double Value, string Unit, string? Wanted = null, string Yardstick = "", double? YardstickValue = null)
{
    public static void PrintHead()
    {
        Console.WriteLine("| what | measured | wanted | yardstick | measured | ours ÷ yardstick |");
        Console.WriteLine("|---|---:|---|---|---:|---:|");
    }

    public void Print() => Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
        $"| {What} | {Number(Value)} {Unit} | {Wanted} | {Yardstick} | {(YardstickValue is { } y ? $"{Number(y)} {Unit}" : "")} | {(YardstickValue is { } by ? $"{Number(Value / by * 100)} %" : "")} |"));

    private static string Number(double value) => value.ToString(value >= 100 ? "N0" : value >= 10 ? "0.0" : "0.00", CultureInfo.InvariantCulture);
}
