namespace SroiTracker.Database;

/// <summary>A job of which there is one, though there may be several instances: the holder does it, the others pass.</summary>
public static class Lease
{
    const string TakeOver = """
        UPDATE Lease SET holder = @holder, expiresAt = @until, fence = fence + 1
        WHERE name = @name AND (expiresAt < @now OR holder = @holder)
        """;

    const string Make = """
        INSERT INTO Lease (name, holder, expiresAt, fence)
        SELECT @name, @holder, @until, 1 WHERE NOT EXISTS (SELECT 1 FROM Lease WHERE name = @name)
        """;

    const string Prolong = "UPDATE Lease SET expiresAt = @until WHERE name = @name AND fence = @fence";

    const string Fence = "SELECT fence FROM Lease WHERE name = @name";

    /// <summary>
    /// Takes or renews it. The answer is the fence, to be named by every later write under the lease
    /// (<c>EXISTS (SELECT 1 FROM Lease WHERE name = @name AND fence = @fence)</c>); null when another holds it.
    /// </summary>
    /// <param name="name">Of the job.</param>
    /// <param name="holder">Of the instance.</param>
    /// <param name="duration">After which another may take it.</param>
    public static async Task<long?> Take(Session session, string name, string holder, TimeSpan duration)
    {
        var values = new { name, holder, now = session.Now, until = session.Now + duration };
        if (await session.Execute(TakeOver, values) == 0 && await session.Execute(Make, values) == 0) return null;
        return await session.QueryOne<long>(Fence, values);
    }

    /// <summary>Holds it for longer, under the same fence. False when another took it since: then nothing may be written under it any more.</summary>
    /// <param name="duration">From now; none gives it up, so that another need not wait for its end.</param>
    public static async Task<bool> Renew(Session session, string name, long fence, TimeSpan duration) =>
        await session.Execute(Prolong, new { name, fence, until = session.Now + duration }) == 1;
}
